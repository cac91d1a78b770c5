import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COMMANDS, type Library } from './commands.ts'
import { setScene } from './scene.ts'

/** On a machine that does other things, too. */
const SLOW_MS = 600_000

it('C2 shows a person exactly what they did, and brings exactly that to the server, whatever happens', {
  timeout: SLOW_MS,
}, async () => {
  const runs = fc.commands(COMMANDS, { maxCommands: 80, size: 'max' })
  const property = fc.asyncProperty(runs, fc.nat(), async (commands, seed) => {
    const scene = await setScene(1, seed)
    const model: Library = { works: [] }
    try {
      await fc.asyncModelRun(() => ({ model, real: scene }), commands)
    } finally {
      await scene.end()
    }
    expect(scene.world.violations).toEqual([])
    const rows = (await scene.world.server.rows()).filter(({ table }) => table === 'works')
    for (const { id, title, there } of model.works) {
      const stored = rows.find(({ row }) => row.id === id)?.row
      expect(stored === undefined || stored.deleted_at !== null).toBe(!there)
      if (there) expect(stored?.title).toBe(title)
    }
  })
  await fc.assert(property, { numRuns: 200 })
})
