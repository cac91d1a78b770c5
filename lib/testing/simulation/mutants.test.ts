import { expect, it } from 'vitest'
import { memoryServer } from './memory-server.ts'
import { MUTANTS, type Mutant } from './mutants.ts'
import { simulate } from './simulate.ts'

/** A broken world has to be caught within so many seeds. */
const SEEDS = 50

const PLAN = { generations: 2, steps: 150 }

/** On a machine that does other things, too. */
const SLOW_MS = 600_000

async function firstViolation({ tamper }: Mutant): Promise<string | undefined> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations } = await simulate(seed, memoryServer(), { ...PLAN, tamper, merging: false })
    if (violations[0] !== undefined) return violations[0]
  }
  return undefined
}

it.each(MUTANTS)('C1 catches $name', { timeout: SLOW_MS }, async (mutant) => {
  expect(await firstViolation(mutant)).toMatch(mutant.caughtBy)
})
