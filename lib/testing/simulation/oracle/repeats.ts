import type { BatchResponse, WireChange } from '../../../wire/batch.ts'
import type { Told } from '../model.ts'
import { FORGOTTEN } from '../model-server.ts'
import { answersIn } from './answers.ts'
import { nameOf, orderCheck } from './order.ts'

/**
 * Holds each answer against the first one to the same change, and the order in which changes take
 * effect: what remains to be said of a server that merges works, whose rows no model here foretells.
 */
export function checkRepeats(ledger: Map<string, Told>, violation: (what: string) => void) {
  const checkOrder = orderCheck(violation)
  return (changes: readonly WireChange[], response: BatchResponse): void => {
    const told = answersIn(response)
    for (const change of changes) {
      const [is, first] = [told.get(change.id), ledger.get(change.id)]
      if (!is) violation(`${nameOf(change)} is told nothing`)
      else if (first) checkRepeat(change, is, first, violation)
      else if (!('code' in is) || !FORGOTTEN.has(is.code)) {
        ledger.set(change.id, is)
        if ('outcome' in is) checkOrder(change)
      }
    }
  }
}

function checkRepeat(
  change: WireChange,
  is: Told,
  first: Told,
  violation: (what: string) => void,
): void {
  const alike = 'code' in is ? 'code' in first && is.code === first.code : 'outcome' in first
  const repeated = 'code' in is || is.outcome === 'duplicate'
  if (alike && repeated) return
  violation(`${nameOf(change)} is told ${JSON.stringify(is)} after ${JSON.stringify(first)}`)
}
