import { restores, type WriteChange } from './change.ts'
import { composePayload } from './compose-payload.ts'
import type { Withdrawn } from './database.ts'
import { nextHlc } from './head.ts'
import type { StoredChange } from './lane.ts'
import { depsOf } from './prepare.ts'
import type { Placeless, QueueTransaction } from './transaction.ts'

/** How long a withdrawn row can be brought back, in milliseconds: as long as the server keeps a deleted one. */
export const WITHDRAWN_MS = 90 * 24 * 60 * 60 * 1000

/** Takes a row back that was made and deleted here; kept aside, so that it can be restored exactly. */
export async function withdraw(
  tx: QueueTransaction,
  insert: StoredChange,
  deletion: Placeless,
): Promise<WriteChange | undefined> {
  const { entity } = insert
  const [ofRow, dependants] = await Promise.all([
    tx.ofEntity(entity),
    tx.waiting.dependantsOf(entity),
  ])
  if (ofRow.length > 1 || dependants.length > 0) return undefined
  tx.remove(insert, 'folded')
  tx.absorb()
  tx.aside.withdraw({ entity, insert, at: deletion.created_at })
  return { ...deletion, seq: insert.seq }
}

/** A withdrawn row that a change brings back: it is made again, as it was, with a new clock. */
export async function revive(
  tx: QueueTransaction,
  change: Placeless,
): Promise<WriteChange | undefined> {
  if (tx.head.withdrawn === 0) return undefined
  const kept = await tx.aside.withdrawn(change.entity)
  if (!kept || (change.op !== 'insert' && !restores(change))) return undefined
  tx.aside.forgetWithdrawn(change.entity)
  if (change.op === 'insert') return undefined
  const { created_at, v } = kept.insert
  const payload = composePayload(kept.insert, change)
  const { base_rev: _base, deps: _deps, ...rest } = change
  const deps = depsOf(change.table, payload)
  const again = { ...rest, ...deps, op: 'insert', payload, created_at, v } as const
  await sayParents(tx, again)
  return tx.add(again)
}

/**
 * Says of the withdrawn rows that a change hangs on what had not to be said before: that they were made,
 * and deleted. Another page did not know that they were gone.
 */
export async function sayParents(tx: QueueTransaction, change: Placeless): Promise<void> {
  if (tx.head.withdrawn === 0) return
  for (const parent of change.deps ?? []) {
    const kept = await tx.aside.withdrawn(parent)
    if (!kept) continue
    tx.aside.forgetWithdrawn(parent)
    await sayBoth(tx, kept, change.created_at)
  }
}

async function sayBoth(tx: QueueTransaction, { insert, at }: Withdrawn, nowMs: number) {
  const { table, payload, created_at, v, client_id, entity } = insert
  const about = { table, v, client_id, entity, status: 'pending', retry_count: 0 } as const
  const fresh = () => ({
    ...{ ...about, id: crypto.randomUUID(), net_attempts: 0 },
    hlc: nextHlc(tx.head, nowMs),
  })
  const made: Placeless = {
    ...fresh(),
    ...{ op: 'insert', payload, created_at },
    ...depsOf(table, payload),
  }
  await sayParents(tx, made)
  tx.add(made)
  tx.add({ ...fresh(), op: 'delete', payload: { id: payload.id }, created_at: at })
}

/** Forgets withdrawn rows that nobody brings back any more. */
export async function forgetOldWithdrawn(tx: QueueTransaction, nowMs: number): Promise<void> {
  if (tx.head.withdrawn === 0) return
  const old = await tx.aside.withdrawnBefore(nowMs - WITHDRAWN_MS)
  for (const entity of old) tx.aside.forgetWithdrawn(entity)
}
