import type { StoredRow } from '../rules/rows.ts'
import { sameWrite } from './cell.ts'
import type { Taken } from './combine.ts'
import { raised } from './move.ts'
import { cellsOf, withCells } from './places.ts'

/** A row with what it had before it took these cells, but for those that were written since. */
export function givenBack(row: StoredRow, taken: readonly Taken[], nowMs: number): StoredRow {
  const cellAt = cellsOf(row)
  const cells = taken
    .filter((place) => sameWrite(cellAt(place).stamp, place.stamp))
    .map(({ column, part, before: { value, stamp } }) => ({
      ...{ column, part, value },
      stamp: stamp ?? undefined,
    }))
  return cells.length === 0 ? row : raised(withCells(row, cells), nowMs)
}
