import { expect, it } from 'vitest'
import { createWork, updateWork } from '../../../repos/works.ts'
import { serve, serveTwice } from '../exchange.ts'
import { comeToRest } from '../heal.ts'
import type { Call } from '../network.ts'
import { setScene } from '../scene.ts'
import type { World } from '../world.ts'

it.each([1, 2, 3, 4])(
  'C4 K5 applies each change once where every answer is lost %i times and every request comes twice',
  { timeout: 60_000 },
  async (losses) => {
    const scene = await setScene(1)
    const { world } = scene
    const tries = new Map<string, number>()
    const move = async (_: World, call: Call): Promise<void> => {
      if (call.changes.length === 0) return call.respond(await serve(world, []))
      for (const { id } of call.changes) tries.set(id, (tries.get(id) ?? 0) + 1)
      const answer = await serveTwice(world, call.changes)
      if (call.changes.some(({ id }) => (tries.get(id) ?? 0) <= losses)) call.fail(LOST())
      else call.respond(answer)
    }
    for (let i = 0; i < 30; i++) {
      const { id } = await scene.as(0, () => createWork({ title: `work ${i}` }))
      if (i % 3 === 0) await scene.as(0, () => updateWork(id, { notes: `note ${i}` }))
    }
    await comeToRest(world, move, 1_000)
    const ledger = await world.server.ledger()
    const queue = await scene.page(0).buffer.getAll()
    await scene.end()
    expect(queue).toEqual([])
    expect(world.violations).toEqual([])
    // Each work and its note went up as one change, and each was applied in the first of its requests.
    expect(ledger.map(({ outcome, rev }) => `${outcome} ${rev}`)).toEqual(
      Array(30).fill('applied 1'),
    )
    expect(Math.min(...tries.values())).toBeGreaterThan(losses)
  },
)

const LOST = () => new TypeError('Failed to fetch')
