import { generateNKeysBetween } from 'fractional-indexing'

/** One thing of an ordered list: its id, and its order key where it has one. */
export interface Placed {
  id: string
  position: string | null
}

/** In the order of their keys; those without one come last, and equals in the order of their ids. */
export function byPosition(a: Placed, b: Placed): number {
  if (a.position !== b.position) {
    if (a.position === null) return 1
    if (b.position === null) return -1
    return a.position < b.position ? -1 : 1
  }
  return a.id < b.id ? -1 : 1
}

/**
 * The key that puts something before place `index` of an ordered list, and new keys for those that
 * stand in the way: none lies between equals, which two devices made of the same place, and none
 * behind a thing that has no key.
 */
export function placeAt(
  list: readonly Placed[],
  index: number,
): { position: string; moved: Placed[] } {
  const before = list.slice(0, index)
  const from = before.findLastIndex(({ position }) => position !== null)
  const lower = before[from]?.position ?? null
  const after = list.slice(index)
  const to = after.findIndex(({ position }) => position === null || position !== lower)
  const equals = lower === null ? [] : after.slice(0, to === -1 ? after.length : to)
  const upper = after[equals.length]?.position ?? null
  const unplaced = before.slice(from + 1)
  const keys = generateNKeysBetween(lower, upper, unplaced.length + 1 + equals.length)
  const [position = '', ...rest] = keys.splice(unplaced.length)
  const moved = [...unplaced, ...equals].map(({ id }, i) => ({
    id,
    position: [...keys, ...rest][i] ?? null,
  }))
  return { position, moved }
}
