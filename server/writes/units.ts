import type { Ready } from './judged.ts'

/** What stands and falls together: one change, or all changes of one group. */
export type Unit = Ready[]

/**
 * The order in which a batch is applied: as it was sent, but what others point to before what
 * points to it. The changes of one entity never overtake each other.
 */
export function applyOrder(changes: Ready[]): Unit[] {
  const units = [...Map.groupBy(changes, (change) => change.group ?? change).values()]
  const before = dependencies(changes, units)
  const ordered = new Set<Unit>()
  const begun = new Set<Unit>()
  const place = (unit: Unit) => {
    // A circle ends where it began; what it lacks is told as a missing parent.
    if (begun.has(unit)) return
    begun.add(unit)
    before.get(unit)?.forEach(place)
    ordered.add(unit)
  }
  units.forEach(place)
  return [...ordered]
}

/** The units that come before a unit: those with its parents, and earlier ones of its entities. */
function dependencies(changes: Ready[], units: Unit[]): Map<Unit, Set<Unit>> {
  const before = new Map(units.map((unit) => [unit, new Set<Unit>()]))
  const unitOf = new Map(units.flatMap((unit) => unit.map((change) => [change, unit] as const)))
  const inserts = Map.groupBy(
    changes.filter(({ op }) => op === 'insert'),
    entityOf,
  )
  const latest = new Map<string, Ready>()
  for (const change of changes) {
    const parents = change.parents.map((parent) => inserts.get(parent)?.[0])
    for (const earlier of [latest.get(entityOf(change)), ...parents]) {
      const [unit, needed] = [unitOf.get(change), earlier && unitOf.get(earlier)]
      if (unit !== undefined && needed !== undefined) before.get(unit)?.add(needed)
    }
    latest.set(entityOf(change), change)
  }
  return before
}

/** The entity that a change is about, as parents name it. */
export function entityOf({ table, entity }: Ready): string {
  return `${table}:${entity}`
}
