import type { WriteChange } from './change.ts'

/**
 * The rows that can't be changed for now: something of theirs is on its way, or the server refused
 * to make them. A refused correction blocks nothing: each patch stands by itself.
 */
export function blockedEntities(stuck: readonly WriteChange[]): Set<string> {
  const blocking = stuck.filter(({ status, op }) => status === 'syncing' || op === 'insert')
  return new Set(blocking.map((change) => change.entity))
}

/**
 * Picks, from pending changes in their order, those that may be sent now, `limit` at the most.
 * A row, or what depends on it, waits behind its own earlier change that can't be sent: only that
 * row waits, never the queue. A group goes whole or not at all.
 */
export function pick(
  pending: readonly WriteChange[],
  blocked: ReadonlySet<string>,
  limit: number,
  nowMs: number,
): WriteChange[] {
  const waiting = new Set(blocked)
  const picked: WriteChange[] = []
  for (const unit of units(pending)) {
    if (unit.some((change) => mustWait(change, waiting, nowMs))) {
      for (const change of unit) waiting.add(change.entity)
    } else if (picked.length === 0 || picked.length + unit.length <= limit) {
      picked.push(...unit)
    } else {
      break
    }
    if (picked.length >= limit) break
  }
  return picked
}

function mustWait(change: WriteChange, waiting: ReadonlySet<string>, nowMs: number): boolean {
  return (
    (change.next_attempt_at ?? 0) > nowMs ||
    waiting.has(change.entity) ||
    (change.deps ?? []).some((parent) => waiting.has(parent))
  )
}

/** Single changes, and groups where their first change stands. */
function units(pending: readonly WriteChange[]): WriteChange[][] {
  const groups = new Map<string, WriteChange[]>()
  const result: WriteChange[][] = []
  for (const change of pending) {
    const group = change.group === undefined ? undefined : groups.get(change.group)
    if (group) {
      group.push(change)
      continue
    }
    const unit = [change]
    if (change.group !== undefined) groups.set(change.group, unit)
    result.push(unit)
  }
  return result
}
