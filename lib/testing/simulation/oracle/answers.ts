import type { BatchResponse, WireChange } from '../../../wire/batch.ts'
import type { Told } from '../model.ts'
import type { ModelServer } from '../model-server.ts'
import { nameOf, orderCheck } from './order.ts'

/** Holds each answer of the server against the model, and the order in which changes take effect. */
export function checkAnswers(model: ModelServer, violation: (what: string) => void) {
  const checkOrder = orderCheck(violation)
  return (changes: readonly WireChange[], response: BatchResponse, nowMs: number): void => {
    const unknown = changes.filter(({ id }) => !model.ledger.has(id))
    const expected = model.apply(changes, nowMs)
    const told = answersIn(response)
    for (const change of changes) {
      const [is, should] = [told.get(change.id), expected.get(change.id)]
      if (!same(is, should)) {
        violation(`${nameOf(change)} is told ${JSON.stringify(is)}, not ${JSON.stringify(should)}`)
      }
    }
    for (const change of unknown) {
      const answer = told.get(change.id)
      if (answer && 'outcome' in answer) checkOrder(change)
    }
    if (told.size !== changes.length)
      violation(`${changes.length} changes got ${told.size} answers`)
  }
}

/** What each change of a batch was told, by its id. */
export function answersIn({ responses, errors = [] }: BatchResponse): Map<string, Told> {
  const told = new Map<string, Told>()
  for (const { id, outcome, rev } of responses) told.set(id, { outcome, rev } as Told)
  for (const { id, code } of errors) told.set(String(id), { code })
  return told
}

/** A repeat is told the row as it is now, so its rev is the row's affair. */
function same(is: Told | undefined, should: Told | undefined): boolean {
  if (!is || !should) return false
  if ('code' in is || 'code' in should) return JSON.stringify(is) === JSON.stringify(should)
  if (is.outcome !== should.outcome) return false
  return !('rev' in is) || !('rev' in should) || is.rev === should.rev
}
