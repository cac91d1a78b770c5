/** A seeded source of chance: the same seed gives the same run. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, `from` ≤ x ≤ `to`. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the values, each as often as its weight says. */
  weighted<T>(weights: readonly (readonly [weight: number, value: T])[]): T
  uuid(): string
  /** A source of its own, which takes nothing from this one but its seed. */
  fork(): Random
}

/** Mulberry32 (Tommy Ettinger's, public domain): 32 bits of state, enough for a simulation. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, int(0, list.length - 1)),
    weighted: (weights) => byWeight(weights, next()),
    uuid: () => uuidOf(() => int(0, 0xffff)),
    fork: () => randomFrom(int(0, 0xffff) * 0x10000 + int(0, 0xffff)),
  }
}

function at<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new Error('there is nothing to pick from')
  return list[index] as T // the index is inside the list
}

function byWeight<T>(weights: readonly (readonly [number, T])[], share: number): T {
  const total = weights.reduce((sum, [weight]) => sum + weight, 0)
  let left = share * total
  const found = weights.find(([weight]) => {
    left -= weight
    return left < 0
  })
  return (found ?? at(weights, weights.length - 1))[1]
}

function uuidOf(word: () => number): string {
  const hex = Array.from({ length: 8 }, () => word().toString(16).padStart(4, '0')).join('')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
