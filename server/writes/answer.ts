import type { ChangeError, Receipt } from '../../lib/wire/batch.ts'
import type { Result } from './database.ts'
import type { Judged } from './judged.ts'
import { changeErrorOf, groupSentence } from './refusal.ts'

type Answer = Receipt | ChangeError

/** The answer to each change of a batch, in its order. */
export function answersOf(judged: Judged[], results: Map<string, Result>): Answer[] {
  const answers: Answer[] = []
  for (const change of judged) {
    const first = change.kind === 'repeat' ? answers[change.of] : undefined
    answers.push(first === undefined ? answerOf(change, results) : repeated(first, change.sentId))
  }
  return answers
}

function repeated(first: Answer, sentId: string | null): Answer {
  if ('outcome' in first) return { ...first, id: sentId ?? first.id, outcome: 'duplicate' }
  return { ...first, id: sentId }
}

function answerOf(change: Judged, results: Map<string, Result>): Answer {
  if (change.kind === 'dismissed') return changeErrorOf(change.sentId, change.refusal)
  const result = change.kind === 'repeat' ? undefined : results.get(change.id)
  if (result === undefined) throw new Error('Every change that was remembered has a result')
  if (result.outcome === 'rejected') {
    // Losing to something newer is no refusal: the rest of the group is saved.
    const fell = change.group !== null && result.code !== 'STALE'
    const group = fell ? { error: groupSentence(result.code) } : {}
    return changeErrorOf(change.sentId, { ...group, ...result })
  }
  const { stored, outcome, ...receipt } = result
  const id = change.sentId ?? ''
  return { id, outcome: stored ? 'duplicate' : outcome, ...receipt }
}
