import { restores, unsettled, type WriteChange } from './change.ts'
import { composePayload } from './compose-payload.ts'
import { type Folding, fold } from './fold-changes.ts'
import { holdBack, inOrder } from './hold.ts'
import type { StoredChange } from './lane.ts'
import { depsOf } from './prepare.ts'
import type { Placeless, QueueTransaction } from './transaction.ts'
import { groupFits, readPayload } from './validate.ts'

/** How long a withdrawn row can be brought back, in milliseconds: as long as the server keeps a deleted one. */
export const WITHDRAWN_MS = 90 * 24 * 60 * 60 * 1000

/**
 * Puts a new change into the queue: into the last one of its row where no server has seen that
 * yet, else at the end. So 100 edits of a row without a network are sent as one or two, and a row
 * that was made and deleted is not sent at all.
 */
export async function place(tx: QueueTransaction, change: Placeless): Promise<WriteChange> {
  const last = await tx.last(change.entity)
  if (!last) return (await revived(tx, change)) ?? append(tx, change)
  if (!isRewritable(last)) return append(tx, change)
  const wasThere = restores(change) && stoodBefore(await tx.ofEntity(change.entity))
  return settleFolding(tx, last, change, fold(last, change, wasThere))
}

async function settleFolding(
  tx: QueueTransaction,
  last: StoredChange,
  change: Placeless,
  folding: Folding<StoredChange>,
): Promise<WriteChange> {
  switch (folding.kind) {
    case 'keep':
      return append(tx, change)
    case 'replace':
      tx.remove(last, 'folded')
      return place(tx, folding.later)
    case 'rewrite': {
      const rewritten = await fitting(tx, last, folding.change, change)
      return rewritten ? rewrite(tx, rewritten) : append(tx, change)
    }
    case 'withdraw':
      return (await withdrawn(tx, last, change)) ?? append(tx, change)
    default:
      return folding satisfies never
  }
}

/** A change that no server can have seen, and that is not about to be sent. */
export function isRewritable({ status, net_attempts }: WriteChange): boolean {
  return status === 'pending' && net_attempts === 0
}

/** Whether a row was there until the last of its changes. */
function stoodBefore(changes: readonly WriteChange[]): boolean {
  const [deleting] = changes
    .slice(0, -1)
    .filter((one) => one.op !== 'update' || restores(one))
    .slice(-1)
  return deleting?.op !== 'delete'
}

/** The rewritten change, where it may be sent as one: not too large, and after all that it needs. */
async function fitting(
  tx: QueueTransaction,
  last: StoredChange,
  rewritten: StoredChange,
  change: Placeless,
): Promise<StoredChange | undefined> {
  const read = readPayload(rewritten)
  if (!read.ok) return undefined
  const parents = await Promise.all((change.deps ?? []).map((entity) => tx.ofEntity(entity)))
  if (parents.flat().some((one) => one.seq > last.seq && unsettled(one))) return undefined
  if (last.group !== undefined) {
    const members = (await tx.ofGroup(last.group)).filter(({ seq }) => seq !== last.seq)
    if (!groupFits([read.payload, ...members.map(({ payload }) => payload)])) return undefined
  }
  const { deps: _deps, ...rest } = rewritten
  return { ...rest, payload: read.payload, ...depsOf(last.table, read.payload) }
}

async function rewrite(tx: QueueTransaction, change: StoredChange): Promise<WriteChange> {
  tx.absorb()
  const written = tx.put(change)
  if (isAnythingStuck(tx)) await holdBehind(tx, written)
  return written
}

/** Takes a row back that was made and deleted here; kept aside, so that it can be restored exactly. */
async function withdrawn(
  tx: QueueTransaction,
  insert: StoredChange,
  deletion: Placeless,
): Promise<WriteChange | undefined> {
  const { entity } = insert
  const [ofRow, dependants] = await Promise.all([tx.ofEntity(entity), tx.dependantsOf(entity)])
  if (ofRow.length > 1 || dependants.length > 0) return undefined
  tx.remove(insert, 'folded')
  tx.absorb()
  tx.aside.withdraw({ entity, insert, at: deletion.created_at })
  return { ...deletion, seq: insert.seq }
}

/** A withdrawn row that a change brings back: it is made again, as it was, with a new clock. */
async function revived(tx: QueueTransaction, change: Placeless): Promise<WriteChange | undefined> {
  if (tx.head.withdrawn === 0) return undefined
  const kept = await tx.aside.withdrawn(change.entity)
  if (!kept || (change.op !== 'insert' && !restores(change))) return undefined
  tx.aside.forgetWithdrawn(change.entity)
  if (change.op === 'insert') return undefined
  const { created_at } = kept.insert
  const payload = composePayload(kept.insert, change)
  const { base_rev: _base, deps: _deps, ...rest } = change
  const again = {
    ...rest,
    ...depsOf(change.table, payload),
    op: 'insert',
    payload,
    created_at,
  } as const
  return append(tx, again)
}

async function append(tx: QueueTransaction, change: Placeless): Promise<WriteChange> {
  if (!isAnythingStuck(tx)) return tx.add(change)
  const added = tx.add(change)
  const placed = await tx.byId(added.id)
  return placed ? ((await holdBehind(tx, placed)) ?? placed) : added
}

function isAnythingStuck({ head: { lanes } }: QueueTransaction): boolean {
  return lanes.later + lanes.held + lanes.rejected > 0
}

/** Makes a change wait where something before it does. */
async function holdBehind(
  tx: QueueTransaction,
  change: StoredChange,
): Promise<WriteChange | undefined> {
  const { entity, deps = [], group } = change
  const rows = [entity, ...deps].map((one) => tx.ofEntity(one))
  const members = group === undefined ? [] : await tx.ofGroup(group)
  const needed = await Promise.all(
    members.flatMap((one) => [one.entity, ...(one.deps ?? [])]).map((one) => tx.ofEntity(one)),
  )
  const before = [...(await Promise.all(rows)), members, ...needed].flat()
  const distinct = new Map(before.map((one) => [one.seq, one]))
  const moved = holdBack(inOrder([...distinct.values()])).map((one) => tx.put(one))
  return moved.find(({ seq }) => seq === change.seq)
}

/** Forgets withdrawn rows that nobody brings back any more. */
export async function forgetOldWithdrawn(tx: QueueTransaction, nowMs: number): Promise<void> {
  if (tx.head.withdrawn === 0) return
  const old = await tx.aside.withdrawnBefore(nowMs - WITHDRAWN_MS)
  for (const entity of old) tx.aside.forgetWithdrawn(entity)
}
