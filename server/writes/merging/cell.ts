import type { Stamp } from '../rules/stamps.ts'

/** What bears a stamp: a column, an element of a set, a key of a JSON column. */
export interface Cell {
  value: unknown
  stamp: Stamp | undefined
}

/**
 * Which of two works' cells the merged work has: positive for the first, negative for the other, 0
 * where it makes no difference. A value beats an empty one, what somebody wrote beats a default, the
 * later beats the earlier. It orders all cells, so that works may be merged in any sequence.
 */
export function compareCells(a: Cell, b: Cell): number {
  return (
    Number(!isEmpty(a.value)) - Number(!isEmpty(b.value)) ||
    Number(a.stamp !== undefined) - Number(b.stamp !== undefined) ||
    compareText(a.stamp?.hlc, b.stamp?.hlc) ||
    compareText(a.stamp?.client, b.stamp?.client) ||
    (a.stamp?.seq ?? -1) - (b.stamp?.seq ?? -1) ||
    compareText(JSON.stringify(a.value), JSON.stringify(b.value))
  )
}

/** Whether a value says nothing: it never takes the place of one that does. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Whether two stamps are of one and the same write, whichever row bears it. */
export function sameWrite(a: Stamp | null | undefined, b: Stamp | null | undefined): boolean {
  return a?.hlc === b?.hlc && a?.client === b?.client && a?.seq === b?.seq
}

function compareText(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1
}
