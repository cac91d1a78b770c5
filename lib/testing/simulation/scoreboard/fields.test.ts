import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWork, updateWork } from '../../../repos/works.ts'
import { feed } from '../feed.ts'
import { type Scene, setScene } from '../scene.ts'

let scene: Scene

beforeEach(async () => {
  scene = await setScene(3, 10)
})

afterEach(async () => {
  await scene.end()
  expect(scene.world.violations).toEqual([])
})

it('C10 keeps both edits where two devices change different fields, tags and keys offline', async () => {
  const { id } = await scene.as(0, () => createWork({ title: 'one' }))
  await scene.rest()
  for (const client of scene.world.clients) client.online = false
  await scene.as(0, () => updateWork(id, { title: 'mine', topics: { add: ['a'] } }))
  await scene.as(1, () => updateWork(id, { notes: 'yours', topics: { add: ['b'] } }))
  await scene.as(1, () => updateWork(id, { metadata: { shelf: 'left' } }))
  await scene.as(0, () => updateWork(id, { metadata: { mood: 'good' } }))
  for (const client of scene.world.clients) client.online = true
  await scene.rest()
  const [stored] = await scene.world.server.rows()
  expect(stored?.row).toMatchObject({
    title: 'mine',
    notes: 'yours',
    metadata: { shelf: 'left', mood: 'good' },
  })
  expect(new Set(stored?.row.topics as string[])).toEqual(new Set(['a', 'b'])) // the schema says so
})

it('C11 shows no older value and no empty list while a shape begins anew in the middle of an edit', async () => {
  const { world } = scene
  const ids: string[] = []
  for (let i = 0; i < 8; i++) {
    ids.push((await scene.as(i % 3, () => createWork({ title: `work ${i}` }))).id)
  }
  await scene.rest()
  for (const [round, id] of ids.entries()) {
    await scene.as(round % 3, () => updateWork(id, { title: `edited ${round}` }))
    for (const client of world.clients) {
      client.feeds.works.handle = `anew ${round}`
      const streaming = feed(world, client, scene.page(client.n), 'works')
      for (let turn = 0; turn < 4; turn++) {
        await world.loop.turn()
        await world.oracle.views.look(client, scene.page(client.n), false)
      }
      await streaming
    }
    if (round % 2 === 1) await scene.rest()
  }
})
