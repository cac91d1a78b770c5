import type { WriteChange } from './change.ts'

/** Single changes, and groups where their first change stands. */
export function units<T extends WriteChange>(changes: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  const result: T[][] = []
  for (const change of changes) {
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
