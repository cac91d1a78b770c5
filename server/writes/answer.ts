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
    answers.push(first === undefined ? answerOf(change, results) : repeated(first))
  }
  return answers
}

function repeated(first: Answer): Answer {
  return 'outcome' in first ? { ...first, outcome: 'duplicate' } : first
}

function answerOf(change: Judged, results: Map<string, Result>): Answer {
  if (change.kind === 'dismissed') return changeErrorOf(change.id, change.refusal)
  const result = results.get(change.id)
  if (result === undefined) throw new Error('apply_changes tells of every change')
  if (result.outcome === 'rejected') {
    // Losing to something newer is no refusal: the rest of the group is saved.
    const fell = change.group !== null && result.code !== 'STALE'
    return changeErrorOf(
      change.id,
      fell ? { error: groupSentence(result.code), ...result } : result,
    )
  }
  const { stored, outcome, ...receipt } = result
  return { id: change.id, outcome: stored ? 'duplicate' : outcome, ...receipt }
}
