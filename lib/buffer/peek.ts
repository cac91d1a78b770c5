import type { WriteChange } from './change.ts'
import { units } from './units.ts'

/**
 * Picks, from changes that may go, in their order, `limit` at the most. A row, or what depends on it,
 * waits behind its own earlier change, as one of the rows that are on their way: only that row waits, never the queue. A
 * group goes whole or not at all. `full`: what may come behind these changes is not looked at.
 */
export function pick<T extends WriteChange>(
  ready: readonly T[],
  onTheirWay: readonly string[],
  limit: number,
): { picked: T[]; full: boolean } {
  const waiting = new Set(onTheirWay)
  const picked: T[] = []
  for (const unit of units(ready)) {
    if (picked.length >= limit) return { picked, full: true }
    if (unit.some((change) => mustWait(change, waiting))) {
      for (const change of unit) waiting.add(change.entity)
    } else if (picked.length === 0 || picked.length + unit.length <= limit) {
      picked.push(...unit)
    } else {
      return { picked, full: true }
    }
  }
  return { picked, full: picked.length >= limit }
}

function mustWait(change: WriteChange, waiting: ReadonlySet<string>): boolean {
  return waiting.has(change.entity) || (change.deps ?? []).some((parent) => waiting.has(parent))
}
