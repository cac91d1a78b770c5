import { expect, it } from 'vitest'
import { createWorkWithAsset } from '../../../repos/works.ts'
import { moveCall } from '../exchange.ts'
import { comeToRest } from '../heal.ts'
import { setScene } from '../scene.ts'

const PAIRS = 500

/** Of requests that come through, two or three fit between two that fail. */
const ROUNDS = 200

it('C7 brings 500 works with their files to the server, each pair whole, through every failure', {
  timeout: 300_000,
}, async () => {
  const scene = await setScene(1, 7, [10])
  const { world } = scene
  for (let i = 0; i < PAIRS; i++) {
    const pair = () =>
      createWorkWithAsset({ work: { title: `w ${i}` }, asset: { filename: `f ${i}` } })
    if (i < 3) await scene.as(0, pair)
    else await pair()
  }
  const halves: number[] = []
  world.healed = false
  await comeToRest(
    world,
    async (_, call) => {
      await moveCall(world, call)
      const rows = await world.server.rows()
      halves.push(rows.length - 2 * rows.filter(({ table }) => table === 'assets').length)
      if (call.answer) await moveCall(world, call)
      else if (world.network.calls.includes(call)) world.loop.advance(21_000)
    },
    ROUNDS,
  )
  world.healed = true
  const rows = await world.server.rows()
  const account = await scene.page(0).buffer.account()
  await scene.end()
  expect(world.violations).toEqual([])
  expect(halves.every((half) => half === 0)).toBe(true)
  expect(rows).toHaveLength(2 * PAIRS)
  expect(account).toMatchObject({ applied: 2 * PAIRS, rejected: 0, superseded: 0 })
  expect(world.lines.filter((line) => line.includes('DEP_MISSING'))).toEqual([])
})
