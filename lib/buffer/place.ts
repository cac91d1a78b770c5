import { restores, unsettled, type WriteChange } from './change.ts'
import { type Folding, fold } from './fold-changes.ts'
import type { StoredChange } from './lane.ts'
import { depsOf } from './prepare.ts'
import type { Placeless, QueueTransaction } from './transaction.ts'
import { groupFits, readPayload } from './validate.ts'
import { revive, sayParents, withdraw } from './withdrawing.ts'

/**
 * Puts a new change into the queue: into the last one of its row where no server has seen that
 * yet, else at the end. So 100 edits of a row without a network are sent as one or two, and a row
 * that was made and deleted is not sent at all.
 */
export async function place(tx: QueueTransaction, change: Placeless): Promise<WriteChange> {
  await sayParents(tx, change)
  const last = await tx.last(change.entity)
  if (!last) return (await revive(tx, change)) ?? tx.add(change)
  if (!isRewritable(last)) return tx.add(change)
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
      return tx.add(change)
    case 'replace':
      tx.remove(last, 'folded')
      return place(tx, folding.later)
    case 'rewrite': {
      const rewritten = await fitting(tx, last, folding.change, change)
      if (!rewritten) return tx.add(change)
      tx.absorb()
      return tx.put(rewritten)
    }
    case 'withdraw':
      return (await withdraw(tx, last, change)) ?? tx.add(change)
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
    const members = (await tx.waiting.ofGroup(last.group)).filter(({ seq }) => seq !== last.seq)
    if (!groupFits([read.payload, ...members.map(({ payload }) => payload)])) return undefined
  }
  const { deps: _deps, ...rest } = rewritten
  return { ...rest, payload: read.payload, ...depsOf(last.table, read.payload) }
}
