import { PAYLOAD_VERSION, type WireChange } from '../wire/batch.ts'
import { upcast } from '../wire/versions.ts'
import { inOrder } from './hold.ts'
import type { StoredChange } from './lane.ts'
import { isRewritable } from './place.ts'
import type { QueueTransaction } from './transaction.ts'
import { units } from './units.ts'

type Read = (change: WireChange) => ReturnType<typeof upcast>

/**
 * Brings changes that no server has seen up to the current payload version, in place; what is too old
 * to be read is parked, a group as a whole. An attempted change stays as it was sent: the server knows
 * its hash. Withdrawn rows are brought up to date as well; one that is too old keeps its version, and is
 * refused for it when it is brought back.
 */
export async function modernise(tx: QueueTransaction, read: Read = upcast): Promise<void> {
  const lanes = (['ready', 'later', 'held'] as const).map((one) => tx.inLane(one))
  const unsent = inOrder((await Promise.all(lanes)).flat()).filter(isRewritable)
  for (const unit of units(unsent)) moderniseUnit(tx, unit, read)
  for (const kept of await tx.aside.allWithdrawn()) {
    const current = read(kept.insert)
    if (current.kind !== 'current') continue
    tx.aside.rewrite({ ...kept, insert: { ...kept.insert, ...current.change } as StoredChange }) // an upcaster keeps the table
  }
  tx.head.v = PAYLOAD_VERSION
}

function moderniseUnit(tx: QueueTransaction, unit: readonly StoredChange[], read: Read): void {
  const current = unit.map((change) => read(change))
  const tooOld = current.some(({ kind }) => kind === 'too_old')
  for (const [i, change] of unit.entries()) {
    const now = current[i]
    if (tooOld) tx.put({ ...change, ...TOO_OLD })
    else if (now?.kind === 'current') tx.put({ ...change, ...now.change } as StoredChange) // an upcaster keeps the table
  }
}

const TOO_OLD = {
  status: 'error',
  code: 'CLIENT_TOO_OLD',
  error: 'this change was made by a version of the extension that is too old',
} as const
