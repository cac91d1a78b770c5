import { expect, it } from 'vitest'
import { workInsert } from '../../works.ts'
import { comeToRest } from '../heal.ts'
import { startFlush } from '../page.ts'
import { setScene } from '../scene.ts'

const DAY_MS = 86_400_000
const DAYS = 30
const A_DAY = 334

it('R1 sends 10,000 changes of 30 days without a network, none of them at the cost of a retry', {
  timeout: 1_800_000,
}, async () => {
  const scene = await setScene(1, 30)
  const { world } = scene
  const page = scene.page(0)
  const [client] = world.clients
  if (client) client.online = false
  let count = 0
  for (let day = 0; day < DAYS; day++) {
    const today = Math.min(A_DAY, 10_000 - count)
    await page.buffer.enqueue(Array.from({ length: today }, () => workInsert(`work ${++count}`)))
    startFlush(world, page, false)
    await world.loop.idle()
    for (const call of [...world.network.calls]) call.fail(new TypeError('Failed to fetch'))
    await world.loop.idle()
    world.loop.advance(DAY_MS)
  }
  const waiting = await page.buffer.getAll()
  expect(waiting).toHaveLength(10_000)
  expect(waiting.every((change) => change.retry_count === 0)).toBe(true)
  if (client) client.online = true
  await comeToRest(world)
  const account = await page.buffer.account()
  const ledger = await world.server.ledger()
  world.leave()
  expect(account).toMatchObject({ enqueued: 10_000, applied: 10_000, rejected: 0, difference: 0 })
  expect(ledger).toHaveLength(10_000)
  expect(world.violations).toEqual([])
})
