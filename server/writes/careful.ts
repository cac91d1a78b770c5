import { entriesOf } from './ledger.ts'
import type { Loaded } from './load.ts'
import type { Result, Results } from './rules/result.ts'
import { Rows } from './rules/rows.ts'
import { refuseUnit } from './rules/unit.ts'
import type { BatchTransaction } from './store.ts'
import type { Unit } from './units.ts'
import { applyUnits, type Batch, loadBatch, refusedResult } from './whole.ts'

/**
 * Applies a batch of which the store refuses something that no rule foresaw: in halves, until what is
 * refused stands alone, so that its neighbours are applied.
 */
export async function applyCarefully(tx: BatchTransaction, batch: Batch): Promise<Results> {
  const rows = new Rows()
  const { known } = await loadBatch(tx, rows, batch)
  // Who has which identifier changes with each part that is written.
  const loaded: Loaded = { known, sharing: undefined }
  const results = new Map<string, Result>()
  for (const one of batch.refused) results.set(one.id, known.get(one.id) ?? refusedResult(one))
  await tx.write([], entriesOf(batch.refused, results, batch.nowMs))
  const keep = (some: Results) => {
    for (const [id, result] of some) results.set(id, result)
  }
  const place = async (units: readonly Unit[]): Promise<void> => {
    const placed = await attempt(tx, rows, units, loaded, batch)
    if (placed !== undefined) return keep(placed)
    const [only, ...others] = units
    if (only === undefined) return
    if (others.length === 0) return keep(await refuse(tx, only, known, batch.nowMs))
    const middle = units.length >> 1
    await place(units.slice(0, middle))
    await place(units.slice(middle))
  }
  await place(batch.units)
  return results
}

/** Applies and writes units; undefined where the store refuses one of them. */
async function attempt(
  tx: BatchTransaction,
  rows: Rows,
  units: readonly Unit[],
  loaded: Loaded,
  batch: Batch,
): Promise<Results | undefined> {
  const view = rows.fork()
  let results: Results = new Map()
  const through = await tx.attempt(async () => {
    results = await applyUnits(tx, view, units, loaded, batch)
    await tx.write(view.changes(), entriesOf(units.flat(), results, batch.nowMs))
  })
  if (!through) return undefined
  view.written()
  rows.adopt(view)
  return results
}

/** Notes that the store refuses this unit by itself. */
async function refuse(
  tx: BatchTransaction,
  unit: Unit,
  known: Results,
  nowMs: number,
): Promise<Results> {
  const results = refuseUnit(unit, 'INVALID', known)
  await tx.write([], entriesOf(unit, results, nowMs))
  return results
}
