import { heal } from './heal.ts'
import { killPage, openPage } from './page.ts'
import type { SimulatedServer } from './server.ts'
import { takeStep } from './step.ts'
import { createWorld, type Tamper, type World } from './world.ts'

export interface Plan {
  generations: number
  steps: number
  clients?: number
  tamper?: Tamper
  /** False: no works are merged, so that the model foretells each answer. */
  merging?: boolean
}

export const FULL: Plan = { generations: 4, steps: 150 }

export interface Run {
  seed: number
  violations: string[]
  lines: string[]
}

/** Runs one seed: in each generation everything goes wrong, then heals, and must have converged. */
export async function simulate(
  seed: number,
  server: SimulatedServer,
  { generations, steps, ...about }: Plan = FULL,
): Promise<Run> {
  const world = createWorld(seed, server, about)
  try {
    for (const client of world.clients) await openPage(world, client)
    for (let generation = 0; generation < generations; generation++) {
      world.trace(`generation ${generation}`)
      for (let step = 0; step < steps && world.violations.length === 0; step++)
        await takeStep(world)
      if (world.violations.length === 0) await heal(world)
    }
  } finally {
    await close(world)
  }
  const { violations, lines } = world
  return { seed, violations, lines }
}

/** Lets nothing of the world live on. */
async function close(world: World): Promise<void> {
  for (const client of world.clients) {
    for (const page of [...client.pages]) killPage(world, client, page)
  }
  world.leave()
  for (const { suffix } of world.clients) {
    for (const name of ['DeepRecallWriteBuffer', 'DeepRecallLibrary']) {
      indexedDB.deleteDatabase(`${name}${suffix}`)
    }
  }
  await world.server.close()
}
