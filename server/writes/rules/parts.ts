import { valueLimits } from '../../../lib/schema/limits.ts'
import { type Cells, type Merging, mergeCells } from './cells.ts'
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
  const parts = { value, stamps: { ...stamps, ...merged.stamps } }
  const counts = [sizeOf(before), sizeOf(value)] as const
  merging.tally.full ||= outgrows(counts, valueLimits.objectKeys) || hasTooMany(stamps, parts)
  return parts
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
  const parts = { value, stamps: { ...stamps, ...merged.stamps } }
  const counts = [before.length, value.length] as const
  merging.tally.full ||= outgrows(counts, valueLimits.arrayItems) || hasTooMany(stamps, parts)
  return parts
}

/** Stamps are never let go, so that what comes late still loses; there must be an end to them. */
function hasTooMany(before: Stamps, { stamps }: MergedParts): boolean {
  const [names, after] = [Object.keys(before), Object.keys(stamps)]
  return (
    outgrows([names.length, after.length], valueLimits.stampedParts) ||
    outgrows([lengthOf(names), lengthOf(after)], valueLimits.stampedText)
  )
}

const lengthOf = (names: readonly string[]): number =>
  names.reduce((sum, { length }) => sum + length, 0)

/** Whether there are too many now, and more than before: what has too many may still lose some. */
function outgrows([before, after]: readonly [number, number], max: number): boolean {
  return after > max && after > before
}

const sizeOf = (object: object): number => Object.keys(object).length

function present(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null))
}
