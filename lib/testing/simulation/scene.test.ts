import { expect, it } from 'vitest'
import { readAll } from '../../repos/read.ts'
import {
  createWork,
  createWorkWithAsset,
  deleteWork,
  restoreWork,
  updateWork,
} from '../../repos/works.ts'
import { work } from '../../schema/work.ts'
import { killPage, openPage } from './page.ts'
import { type Scene, setScene } from './scene.ts'
import { POISONS } from './world.ts'

/** In worlds of these seeds a change is spoiled now and then, each time in another way. */
const SPOILING_SEEDS = [3, 43, 80, 209]

/** The least that a person did for which a seed spoiled a change. Answers the two works. */
async function saveDeleteRestoreEdit(scene: Scene) {
  const [client] = scene.world.clients
  if (!client) throw new Error('a scene has a client')
  killPage(scene.world, client, scene.page(0))
  await openPage(scene.world, client)
  const alone = await scene.as(0, () => createWork({ title: 't' }))
  const pair = await scene.as(0, () =>
    createWorkWithAsset({ work: { title: 't' }, asset: { filename: 't' } }),
  )
  await scene.as(0, () => deleteWork(pair.workId))
  await scene.as(0, () => restoreWork(pair.workId))
  await scene.as(0, () => updateWork(alone.id, { title: 't' }))
  await scene.as(0, () => updateWork(alone.id, { title: 'u' }))
  return { alone: alone.id, pair: pair.workId }
}

/** The titles of the live works on the server, by id. */
async function stored({ world }: Scene) {
  const rows = (await world.server.rows()).filter(({ table }) => table === 'works')
  const live = rows.filter(({ row }) => row.deleted_at === null)
  return Object.fromEntries(live.map(({ row }) => [row.id, row.title]))
}

it.each(SPOILING_SEEDS)(
  'A scene of seed %i spoils nothing by itself: what was saved, restored and edited is on the server',
  async (seed) => {
    const scene = await setScene(1, seed)
    const { alone, pair } = await saveDeleteRestoreEdit(scene)
    await scene.rest()
    const account = await scene.page(0).buffer.account()
    await scene.end()
    expect(scene.world.violations).toEqual([])
    expect(account).toMatchObject({ rejected: 0, pending: 0, difference: 0 })
    expect(await stored(scene)).toEqual({ [alone]: 'u', [pair]: 't' })
  },
)

it.each(POISONS)(
  'A work that is spoiled (%s) is parked with its file, whole, and neither is shown as if it held',
  async (poison) => {
    const scene = await setScene(1)
    const { alone, pair } = await saveDeleteRestoreEdit(scene)
    const { buffer } = scene.page(0)
    const queued = (await buffer.getAll()).find(({ payload }) => payload.id === pair)
    if (!queued) throw new Error('what was saved is queued')
    scene.world.poison.set(queued.id, poison)
    await scene.rest()
    const [parked, account] = [await buffer.parked(), await buffer.account()]
    const shown = await readAll(scene.page(0), work)
    await scene.end()
    expect(scene.world.violations).toEqual([])
    expect(account).toMatchObject({ rejected: 2, pending: 0, difference: 0 })
    expect(parked.map(({ table }) => table).sort()).toEqual(['assets', 'works'])
    expect(parked.find(({ id }) => id === queued.id)?.payload).toEqual(queued.payload)
    expect(shown.map(({ id }) => id)).toEqual([alone])
    expect(await stored(scene)).toEqual({ [alone]: 'u' })
  },
)
