import type { ChangeError, Receipt } from '../wire/batch.ts'
import { unsettled } from './change.ts'
import type { BufferDatabase } from './database.ts'
import type { StoredChange } from './lane.ts'
import { outcomeOf, type RetryPolicy } from './outcome.ts'
import { unclaimed } from './sending.ts'
import type { QueueTransaction } from './transaction.ts'
import { write } from './write.ts'

export interface Answered {
  ids: readonly string[]
  /** `responses[i]` belongs to `ids[i]`. */
  responses: readonly Receipt[]
  lsn: string | null
  epoch?: string | undefined
}

/** Notes what the server applied. Ids that are unknown, or noted already, are ignored. */
export function markApplied(
  db: BufferDatabase,
  { ids, responses, lsn, epoch }: Answered,
  nowMs: number,
): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    const changes = await Promise.all(ids.map((id) => tx.byId(id)))
    const answer = epoch === undefined ? { lsn } : { lsn, epoch }
    for (const [i, change] of changes.entries()) {
      if (!change || change.status === 'applied') continue
      const receipt = responses[i]
      const { held: _held, ...rest } = unclaimed(change)
      tx.put({
        ...rest,
        status: 'applied',
        applied_at: nowMs,
        ...(receipt ? { receipt: { ...receipt, ...answer } } : {}),
      })
      if (receipt) await noteAlias(tx, change, receipt)
    }
  })
}

/** A change that went to the row which this one was merged into, or one that took the merge back. */
async function noteAlias(
  tx: QueueTransaction,
  { entity, payload }: StoredChange,
  receipt: Receipt,
): Promise<void> {
  const { canonical_id, row } = receipt
  const ofSameTable = row === undefined || row.id === canonical_id
  if (canonical_id === undefined) await tx.aside.forgetAlias(entity)
  else if (ofSameTable && canonical_id !== payload.id) tx.aside.putAlias({ entity, canonical_id })
}

/** Notes what the server refused: tried again later, or parked for a person to see. */
export function markFailed(
  db: BufferDatabase,
  errors: readonly ChangeError[],
  policy: RetryPolicy,
  nowMs: number,
): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const error of errors) {
      const change = error.id === null ? undefined : await tx.byId(error.id)
      if (!change || !unsettled(change)) continue
      tx.put({ ...unclaimed(change), ...outcomeOf(change, error, policy, nowMs) })
    }
  })
}

/** Applied, but in another database than that of `epoch`, and so lost: all of it is sent again. */
export function reopenApplied(db: BufferDatabase, epoch?: string): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const change of await tx.inLane('applied')) {
      if (epoch !== undefined && change.receipt?.epoch === epoch) continue
      const { applied_at: _at, receipt: _receipt, ...rest } = change
      tx.put({ ...rest, status: 'pending' })
    }
  })
}
