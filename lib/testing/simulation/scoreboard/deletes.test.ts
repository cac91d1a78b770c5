import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWork, deleteWork, restoreWork, updateWork } from '../../../repos/works.ts'
import type { WireChange } from '../../../wire/batch.ts'
import { serve } from '../exchange.ts'
import { type Scene, setScene } from '../scene.ts'

let scene: Scene
let id: string

beforeEach(async () => {
  scene = await setScene(2, 9)
  id = (await scene.as(0, () => createWork({ title: 'one', notes: 'kept', topics: ['a'] }))).id
  await scene.rest()
})

afterEach(async () => {
  await scene.end()
  expect(scene.world.violations).toEqual([])
})

async function stored() {
  return (await scene.world.server.rows()).find(({ row }) => row.id === id)?.row
}

function goOffline(n: number, offline: boolean): void {
  const client = scene.world.clients[n]
  if (client) client.online = !offline
}

it('C9 brings nothing back by an update that comes after a delete, and keeps the edit', async () => {
  goOffline(1, true)
  await scene.as(1, () => updateWork(id, { title: 'late' }))
  await scene.as(0, () => deleteWork(id))
  await scene.rest()
  goOffline(1, false)
  await scene.rest()
  expect((await stored())?.deleted_at).not.toBeNull()
  expect(await scene.page(1).buffer.parked()).toMatchObject([{ code: 'DELETED' }])
})

it('C9 deletes twice as once', async () => {
  goOffline(1, true)
  await scene.as(1, () => deleteWork(id))
  await scene.as(0, () => deleteWork(id))
  await scene.rest()
  const rev = (await stored())?.rev
  goOffline(1, false)
  await scene.rest()
  expect((await stored())?.rev).toBe(rev)
  expect(await scene.page(1).buffer.parked()).toEqual([])
})

it('C9 restores exactly what was deleted, from another device too', async () => {
  const before = await stored()
  await scene.as(0, () => deleteWork(id))
  await scene.rest()
  await scene.as(1, () => restoreWork(id))
  await scene.rest()
  expect(await stored()).toMatchObject({
    title: before?.title,
    notes: before?.notes,
    topics: before?.topics,
    deleted_at: null,
  })
})

it('C9 regresses no row by a replayed insert, update or delete', async () => {
  const { history } = scene.world
  const sent: WireChange[][] = []
  const { apply } = scene.world.server
  scene.world.server.apply = (changes, nowMs) => {
    sent.push(structuredClone(changes) as WireChange[]) // the network carries nothing else
    return apply(changes, nowMs)
  }
  const again = (await scene.as(0, () => createWork({ title: 'old' }))).id
  await scene.rest()
  await scene.as(0, () => updateWork(again, { title: 'new' }))
  await scene.rest()
  await scene.as(1, () => deleteWork(again))
  await scene.rest()
  await scene.as(0, () => restoreWork(again))
  await scene.rest()
  const versions = history.pastOf('works', again).length
  for (const batch of [...sent].reverse()) await serve(scene.world, batch)
  expect(history.pastOf('works', again)).toHaveLength(versions)
  expect(history.pastOf('works', again).at(-1)).toMatchObject({
    deleted: false,
    row: { title: 'new' },
  })
})
