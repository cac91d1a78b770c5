import { expect, it } from 'vitest'
import { memoryServer } from './memory-server.ts'
import { simulate } from './simulate.ts'

/** On a machine that does other things, too. */
const SLOW_MS = 600_000

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

it.each(SEEDS)(
  'C1 C11 C12 holds to the promise with all faults on: seed %i',
  { timeout: SLOW_MS },
  async (seed) => {
    const { violations, lines } = await simulate(seed, memoryServer())
    expect(violations, lines.slice(-60).join('\n')).toEqual([])
  },
)

it('C1 runs a seed twice alike, to the bit', { timeout: SLOW_MS }, async () => {
  const first = await simulate(4711, memoryServer(), { generations: 2, steps: 150 })
  const second = await simulate(4711, memoryServer(), { generations: 2, steps: 150 })
  expect(second.lines).toEqual(first.lines)
  expect(first.lines.length).toBeGreaterThan(200)
})
