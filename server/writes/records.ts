import type { Judged, Ready, Refused } from './judged.ts'
import { applyOrder, entityOf } from './units.ts'

/** The changes of a batch in the form and order that the SQL function `apply_changes` takes. */
export function recordsOf(changes: Judged[]): object[] {
  const units = applyOrder(changes.filter((change) => change.kind === 'ready'))
  const entities = [...new Set(units.flat().map(entityOf))]
  const slots = new Map(entities.map((entity, index) => [entity, index + 1]))
  const applied = units.flatMap((unit, number) =>
    unit.map((change) => readyRecord(change, number, slots.get(entityOf(change)))),
  )
  const refused = changes.filter((change) => change.kind === 'refused')
  return [...applied, ...refused.map(refusedRecord)]
}

function readyRecord(change: Ready, unit: number, slot: number | undefined): object {
  const { id, hash, table, op, group, createdAtMs: created_at, clock, cells } = change
  return { id, hash, table, op, group, unit, slot, created_at, ...clock, ...cells }
}

function refusedRecord({ id, hash, refusal }: Refused): object {
  return { id, hash, refused: { outcome: 'rejected', ...refusal } }
}
