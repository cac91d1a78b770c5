import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWork, updateWork } from '../../../repos/works.ts'
import { type Scene, setScene } from '../scene.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FAR = [
  ['2038', Date.parse('2038-01-20T00:00:00Z')],
  ['9999', Date.parse('9999-12-31T00:00:00Z')],
] as const

let scene: Scene

beforeEach(async () => {
  scene = await setScene(2, 8)
})

afterEach(async () => {
  await scene.end()
  expect(scene.world.violations).toEqual([])
})

/** Sets a client's clock wrong by so much from now on. */
function setWrong(n: number, ms: number): void {
  const client = scene.world.clients[n]
  if (client) client.skewMs = ms
}

async function titleOf(id: string): Promise<unknown> {
  const rows = await scene.world.server.rows()
  return rows.find(({ row }) => row.id === id)?.row.title
}

const wrongs: [string, number][] = [
  ...[HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS].map((ms): [string, number] => [`${ms / HOUR_MS} h`, ms]),
  ...FAR.map(([name, at]): [string, number] => [name, at - Date.parse('2026-03-01T12:00:00Z')]),
]

it.each(wrongs)(
  'C8 lets an edit after seeing win, whoever has its clock wrong by %s',
  async (_, ms) => {
    setWrong(0, ms)
    const { id } = await scene.as(0, () => createWork({ title: 'first, by the wrong clock' }))
    await scene.rest()
    await scene.as(1, () => updateWork(id, { title: 'seen and edited' }))
    await scene.rest()
    expect(await titleOf(id)).toBe('seen and edited')
    await scene.as(0, () => updateWork(id, { title: 'seen and edited again' }))
    await scene.rest()
    expect(await titleOf(id)).toBe('seen and edited again')
  },
)

it.each(wrongs)(
  'C8 accepts the successive edits of one device, though its clock jumps by %s',
  async (_, ms) => {
    const { id } = await scene.as(0, () => createWork({ title: 'now' }))
    await scene.rest()
    for (const [i, wrong] of [ms, 0, -ms / 2, 0].entries()) {
      setWrong(0, Math.max(wrong, -DAY_MS))
      await scene.as(0, () => updateWork(id, { title: `edit ${i}` }))
      if (i % 2 === 0) await scene.rest()
    }
    await scene.rest()
    expect(await titleOf(id)).toBe('edit 3')
    expect(await scene.page(0).buffer.parked()).toEqual([])
  },
)

it('C8 lets a clock that is ahead win five seconds into the future at most', async () => {
  const { id } = await scene.as(0, () => createWork({ title: 'before' }))
  await scene.rest()
  setWrong(0, DAY_MS)
  await scene.as(0, () => updateWork(id, { title: 'by the clock that is ahead' }))
  const [client] = scene.world.clients
  const other = scene.world.clients[1]
  if (!client || !other) throw new Error('there are two clients')
  other.online = false
  await scene.rest()
  scene.world.loop.advance(6_000)
  await scene.as(1, () => updateWork(id, { title: 'later, unseen' }))
  other.online = true
  await scene.rest()
  expect(await titleOf(id)).toBe('later, unseen')
})
