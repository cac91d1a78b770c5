import type { WriteChange } from './change.ts'
import { inOrder, NOW, waitBehind, waitingUntil } from './hold.ts'
import type { StoredChange } from './lane.ts'
import type { QueueTransaction } from './transaction.ts'

/**
 * Decides who must wait behind whom, and until when, at the end of each transaction: for what it has
 * moved, and for all that stands behind that. Pending changes wait behind one of their row, or of a row
 * that they hang on, that waits for a moment or for a person. A group waits as one, where its first
 * change stands. Who is on his way, or may go, holds nobody here: `pick` keeps their order.
 */
export async function arrange(tx: QueueTransaction): Promise<void> {
  const { selves, ahead } = tx.moved.take()
  const { later, held, rejected } = tx.head.lanes
  if (later + held + rejected === 0) return
  const own = await Promise.all([...selves].map((id) => tx.waiting.byId(id)))
  const behind = await Promise.all(ahead.map((change) => followersOf(tx, change)))
  const asked = new Map<number, StoredChange>()
  ask(asked, [...own.filter((change) => change !== undefined), ...behind.flat()])
  while (asked.size > 0) {
    for (const change of await moveFirst(tx, asked)) ask(asked, await followersOf(tx, change))
  }
  tx.moved.take()
}

function ask(asked: Map<number, StoredChange>, changes: readonly StoredChange[]): void {
  for (const change of changes) if (change.status === 'pending') asked.set(change.seq, change)
}

/** Lets the first of those asked wait as it must, and its group with it. Answers what has moved. */
async function moveFirst(
  tx: QueueTransaction,
  asked: Map<number, StoredChange>,
): Promise<StoredChange[]> {
  const first = asked.get(Math.min(...asked.keys()))
  const unit = first ? await unitOf(tx, first) : []
  for (const { seq } of unit) asked.delete(seq)
  const until = await waitOf(tx, unit)
  return unit.flatMap((change) => {
    const next = waitingUntil(change, until)
    return next === change ? [] : [tx.put(next)]
  })
}

/** A pending change with those that are sent with it, in order. */
async function unitOf(tx: QueueTransaction, change: StoredChange): Promise<StoredChange[]> {
  if (change.group === undefined) return [change]
  const members = await tx.waiting.ofGroup(change.group)
  return inOrder(members.filter(({ status }) => status === 'pending'))
}

/** Until when a unit must wait: by its own moments, and by all that stands before it. */
async function waitOf(tx: QueueTransaction, unit: readonly StoredChange[]): Promise<number> {
  const rows = new Set(unit.flatMap(({ entity, deps = [] }) => [entity, ...deps]))
  const own = new Set(unit.map(({ id }) => id))
  const found = await Promise.all([...rows].map((row) => tx.waiting.ofEntity(row)))
  let until = Math.max(NOW, ...unit.map(({ next_attempt_at = NOW }) => next_attempt_at))
  for (const change of found.flat()) {
    const wait = waitBehind(change)
    if (wait > until && !own.has(change.id) && (await isBefore(tx, change, unit))) until = wait
  }
  return until
}

/** Whether a change has to go before a unit: it stands before its first, or is a refused one of its group. */
async function isBefore(
  tx: QueueTransaction,
  change: StoredChange,
  [first]: readonly StoredChange[],
): Promise<boolean> {
  if (!first) return false
  if (change.status === 'pending') {
    const [head = change] = await unitOf(tx, change)
    return head.seq < first.seq
  }
  return change.seq < first.seq || (change.group !== undefined && change.group === first.group)
}

/** The pending changes that have to wait where a change does. */
async function followersOf(
  tx: QueueTransaction,
  { entity, group, seq }: WriteChange,
): Promise<StoredChange[]> {
  const [row, dependants, members] = await Promise.all([
    tx.waiting.ofEntity(entity),
    tx.waiting.dependantsOf(entity),
    group === undefined ? [] : tx.waiting.ofGroup(group),
  ])
  return [...[...row, ...dependants].filter((one) => one.seq > seq), ...members]
}
