import { valueLimits } from '../../../lib/schema/limits.ts'
import { type Cells, type MergedCells, type Merging, mergeCells } from './cells.ts'
import type { Stamps } from './stamps.ts'

/** A set-like column's part of a change; what is both removed and added stays. */
export interface SetPatch {
  add: readonly string[]
  remove: readonly string[]
}

/** What a column that merges part by part becomes, with the stamps of its parts. */
export interface MergedParts {
  value: unknown
  stamps: Stamps
}

/** Merges an object key by key; a key whose value is null is taken away. */
export function mergeKeys(
  before: Cells,
  stamps: Stamps,
  keys: Cells,
  merging: Merging,
): MergedParts {
  const merged = mergeCells(before, stamps, keys, merging)
  const value = present({ ...before, ...merged.won })
  const sizes = [Object.keys(before).length, Object.keys(value).length] as const
  const full = outgrows(sizes, valueLimits.objectKeys)
  return { value, stamps: stamped(stamps, merged, full, merging) }
}

/** Merges a set element by element. Those that were there keep their order, new ones follow in theirs. */
export function mergeElements(
  before: readonly string[],
  stamps: Stamps,
  { add, remove }: SetPatch,
  merging: Merging,
): MergedParts {
  const held = Object.fromEntries(before.map((element) => [element, true]))
  const cells = Object.fromEntries([
    ...remove.map((element) => [element, null]),
    ...add.map((element) => [element, true]),
  ])
  const merged = mergeCells(held, stamps, cells, merging)
  const members = new Map(Object.entries({ ...held, ...merged.won }))
  const value = [...new Set([...before, ...add])].filter((element) => members.get(element) === true)
  const full = outgrows([before.length, value.length], valueLimits.arrayItems)
  return { value, stamps: stamped(stamps, merged, full, merging) }
}

/**
 * The stamps with those of what won; as they were where the column has no room, for its change is not
 * made then. None is ever let go, so that what comes late still loses: there must be an end to them.
 */
function stamped(stamps: Stamps, { stamps: won }: MergedCells, full: boolean, merging: Merging) {
  const names = Object.keys(stamps)
  const all = [...names, ...Object.keys(won).filter((name) => !Object.hasOwn(stamps, name))]
  const overfull =
    full ||
    outgrows([names.length, all.length], valueLimits.stampedParts) ||
    outgrows([lengthOf(names), lengthOf(all)], valueLimits.stampedText)
  merging.tally.full ||= overfull
  return overfull ? stamps : { ...stamps, ...won }
}

/** Whether there are too many now, and more than before: what has too many may still lose some. */
function outgrows([before, after]: readonly [number, number], max: number): boolean {
  return after > max && after > before
}

const lengthOf = (names: readonly string[]): number =>
  names.reduce((sum, { length }) => sum + length, 0)

function present(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null))
}
