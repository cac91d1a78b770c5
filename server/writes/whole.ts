import type { Refused } from './judged.ts'
import { entriesOf } from './ledger.ts'
import { type Loaded, load } from './load.ts'
import { followMerges, identifiersNamed } from './merging/follow.ts'
import type { Result, Results } from './rules/result.ts'
import { Rows } from './rules/rows.ts'
import { applyUnit } from './rules/unit.ts'
import type { BatchTransaction } from './store.ts'
import type { Unit } from './units.ts'

/** The changes of one request that are to be applied or remembered. */
export interface Batch {
  ownerId: string
  /** The server's time, in epoch milliseconds. */
  nowMs: number
  /** In the order in which they are applied. */
  units: Unit[]
  refused: Refused[]
  /** Whether others of the owner wait meanwhile: only then may works be merged. */
  alone: boolean
}

/** Applies a batch with one read and one write. */
export async function applyWhole(tx: BatchTransaction, batch: Batch): Promise<Results> {
  const { units, refused } = batch
  const rows = new Rows()
  const loaded = await loadBatch(tx, rows, batch)
  const { known } = loaded
  const results = await applyUnits(tx, rows, units, loaded, batch)
  for (const one of refused) results.set(one.id, known.get(one.id) ?? refusedResult(one))
  const entries = entriesOf([...units.flat(), ...refused], results, batch.nowMs)
  await tx.write(rows.changes(), entries)
  return results
}

/** Reads what a batch may reach. */
export async function loadBatch(tx: BatchTransaction, rows: Rows, batch: Batch): Promise<Loaded> {
  const ready = batch.units.flat()
  const changes = [...ready, ...batch.refused]
  if (changes.length === 0) return { known: new Map(), sharing: [] }
  const { alone } = batch
  return load(tx, rows, changes, { identifiers: identifiersNamed(ready), alone })
}

/** Applies units in memory, with all that follows from them. */
export async function applyUnits(
  tx: BatchTransaction,
  rows: Rows,
  units: readonly Unit[],
  { known, sharing }: Loaded,
  { ownerId, nowMs, alone }: Batch,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>()
  for (const unit of units) {
    for (const [id, result] of applyUnit(rows, unit, { ownerId, nowMs, known })) {
      results.set(id, result)
    }
  }
  const changes = units.flat()
  const identifiers = identifiersNamed(changes)
  await followMerges(tx, { nowMs, changes, rows, results, identifiers, sharing, alone })
  return results
}

/** What a change is told that was refused before anything was read. */
export function refusedResult({ refusal }: Refused): Result {
  return { outcome: 'rejected', code: refusal.code, error: refusal.error }
}
