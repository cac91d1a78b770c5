import { superseded, type WriteChange } from './change.ts'
import { laneOf, type StoredChange } from './lane.ts'
import type { QueueTransaction } from './transaction.ts'
import { units } from './units.ts'

/**
 * Whether what follows on its row, or hangs on it, waits for a person: the server refused to make
 * the row. A refused correction holds nothing, each patch stands by itself; nor does an insert that
 * came too late, or to a deleted row: that row is there.
 */
export function blocksForGood(change: WriteChange): boolean {
  const refused = change.status === 'error' && !superseded(change) && change.code !== 'DELETED'
  return refused && change.op === 'insert'
}

/**
 * Pending changes, given with what stands before them in the order of the queue, as they have to
 * wait: behind one that waits for a moment as long as that, behind one that is held until it is let
 * go. A group waits as one. Answers those that have to be written. With `anew`, all that holds
 * anything is among the given, and who is held is decided from the start.
 */
export function holdBack<T extends WriteChange>(changes: readonly T[], anew = false): T[] {
  const waiting = new Map<string, number>()
  const moved: T[] = []
  for (const unit of units(changes)) {
    const pending = unit.filter(({ status }) => status === 'pending')
    const until = Math.max(...pending.map((change) => waitOf(change, waiting, anew)))
    for (const change of pending) {
      const next = waitUntil(change, until)
      if (laneOf(next) !== laneOf(change) || next.next_attempt_at !== change.next_attempt_at) {
        moved.push(next)
      }
      lengthen(waiting, change.entity, until)
    }
    for (const change of unit.filter(blocksForGood)) lengthen(waiting, change.entity, FOR_EVER)
  }
  return moved
}

const FOR_EVER = Number.POSITIVE_INFINITY
const NOW = Number.NEGATIVE_INFINITY

/** Until when (epoch ms) a change must wait, by itself and by what stands before it. */
function waitOf(change: WriteChange, waiting: ReadonlyMap<string, number>, anew: boolean): number {
  const own = change.held && !anew ? FOR_EVER : (change.next_attempt_at ?? NOW)
  const before = [change.entity, ...(change.deps ?? [])].map((key) => waiting.get(key) ?? NOW)
  return Math.max(own, ...before)
}

function waitUntil<T extends WriteChange>(change: T, until: number): T {
  const { held: _held, next_attempt_at: _moment, ...free } = change
  const wait: Partial<WriteChange> =
    until === FOR_EVER ? { held: true } : { next_attempt_at: until }
  return (until === NOW ? free : { ...free, ...wait }) as T // only what is optional in T has changed
}

function lengthen(waiting: Map<string, number>, entity: string, until: number): void {
  if (until > (waiting.get(entity) ?? NOW)) waiting.set(entity, until)
}

/** Makes everything wait that stands behind changes which can't go now. */
export async function holdFollowers(
  tx: QueueTransaction,
  stuck: readonly StoredChange[],
): Promise<void> {
  const found = new Map(stuck.map((change) => [change.seq, change]))
  const asked = [...stuck]
  for (let change = asked.pop(); change; change = asked.pop()) {
    for (const follower of await followersOf(tx, change)) {
      if (found.has(follower.seq)) continue
      found.set(follower.seq, follower)
      asked.push(follower)
    }
  }
  for (const change of holdBack(inOrder([...found.values()]))) tx.put(change)
}

async function followersOf(tx: QueueTransaction, change: StoredChange): Promise<StoredChange[]> {
  const { entity, group, seq } = change
  const [row, dependants, members] = await Promise.all([
    tx.ofEntity(entity),
    tx.dependantsOf(entity),
    group === undefined ? [] : tx.ofGroup(group),
  ])
  const behind = [...row, ...dependants].filter((one) => one.seq > seq)
  return [...behind, ...members].filter(({ status }) => status === 'pending')
}

/** Lets go what is held by nothing any more, after something that held was taken away. */
export async function letGo(tx: QueueTransaction): Promise<void> {
  if (tx.head.lanes.held === 0) return
  const lanes = (['held', 'later', 'rejected'] as const).map((lane) => tx.inLane(lane))
  for (const change of holdBack(inOrder((await Promise.all(lanes)).flat()), true)) tx.put(change)
}

/** Changes in the order of the queue. */
export function inOrder<T extends WriteChange>(changes: readonly T[]): T[] {
  return changes.toSorted((a, b) => a.seq - b.seq)
}
