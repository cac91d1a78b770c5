import { limits } from '../../lib/wire/limits.ts'
import type { Judged, Ready } from './judged.ts'
import { groupSentence, isRemembered, type Refusal } from './refusal.ts'

const TOO_LARGE: Refusal = {
  code: 'TOO_LARGE',
  error: `A group holds at most ${limits.groupChanges} changes and ${limits.groupBytes / 1024} KiB. Save less at a time.`,
}

/** Refuses every change of a group that is too large, or of which one change was refused. */
export function judgeGroups(judged: Judged[]): Judged[] {
  const groups = Map.groupBy(judged, ({ group }) => group)
  groups.delete(null)
  const refusals = new Map([...groups].map(([group, members]) => [group, refusalOf(members)]))
  return judged.map((change) => {
    const refusal = refusals.get(change.group)
    return refusal === undefined || change.kind !== 'ready' ? change : refuse(change, refusal)
  })
}

function refusalOf(members: Judged[]): Refusal | undefined {
  const bytes = members.reduce((sum, one) => sum + ('bytes' in one ? one.bytes : 0), 0)
  if (members.length > limits.groupChanges || bytes > limits.groupBytes) return TOO_LARGE
  const culprit = members.find((one) => 'refusal' in one)
  if (culprit === undefined) return undefined
  const { code } = culprit.refusal
  return { code, error: groupSentence(code) }
}

function refuse(change: Ready, refusal: Refusal): Judged {
  const { id, sentId, hash, bytes, group } = change
  if (!isRemembered(refusal.code)) return { kind: 'dismissed', sentId, group, refusal }
  return { kind: 'refused', id, sentId, hash, bytes, group, refusal }
}
