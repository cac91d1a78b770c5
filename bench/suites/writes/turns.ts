import { type Figure, figure } from '../../../e2e/figures.ts'

/** Turns after which the code of a server is compiled, as it is where one has run for a while. */
export const UNTIL_WARM = 3

/** Ways of doing the same, each answering its figure: a rate or a duration. */
type Ways<N extends string, T> = Record<N, (prepared: T) => Promise<number>>

/**
 * Measures ways beside each other: every turn prepares, then takes each way once, and the first way
 * of one turn is the last of the next. The first `warmUp` turns do not count.
 */
export async function takeTurns<N extends string, T>(
  turns: number,
  prepare: (turn: number) => Promise<T>,
  ways: Ways<N, T>,
  warmUp = 1,
): Promise<Record<N, number[]>> {
  const names = Object.keys(ways) as N[] // the keys of a record of N
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    N,
    number[]
  >
  for (let turn = 0; turn < warmUp + turns; turn++) {
    const prepared = await prepare(turn)
    for (const name of rotated(names, turn)) {
      const value = await ways[name](prepared)
      if (turn >= warmUp) taken[name].push(value)
    }
  }
  return taken
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const start = by % Math.max(1, list.length)
  return [...list.slice(start), ...list.slice(0, start)]
}

/** How a thing compares with its reference, turn by turn. */
export function ratioOf(values: readonly number[], references: readonly number[]): Figure {
  const pairs = values.map((value, turn) => value / (references[turn] ?? Number.NaN))
  return figure(pairs, '×')
}

/** How many a second, where `count` of them take as long as `run`. */
export async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return (count * 1000) / (performance.now() - begun)
}

/** The value that a share of all values does not exceed: 0.95 for p95. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
