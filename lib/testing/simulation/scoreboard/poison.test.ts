import { expect, it } from 'vitest'
import type { NewChange } from '../../../buffer/change.ts'
import { workInsert } from '../../works.ts'
import { comeToRest } from '../heal.ts'
import { randomFrom } from '../random.ts'
import { setScene } from '../scene.ts'
import type { Poison } from '../world.ts'

const CODES: Record<Poison | 'orphan', string> = {
  invalid: 'INVALID',
  refused: 'INVALID',
  large: 'TOO_LARGE',
  crash: 'SERVER_ERROR',
  orphan: 'DEP_MISSING',
}

it('C6 applies 950 of 1,000 changes and parks 50 poisoned ones, each for its reason', {
  timeout: 300_000,
}, async () => {
  const scene = await setScene(1)
  const { world } = scene
  const random = randomFrom(6)
  const poisoned = new Map<string, keyof typeof CODES>()
  while (poisoned.size < 50) {
    const kinds = Object.keys(CODES) as (keyof typeof CODES)[] // of a constant
    poisoned.set(String(random.int(0, 999)), random.pick(kinds))
  }
  const changes = Array.from({ length: 1_000 }, (_, i): NewChange => {
    const id = random.uuid()
    return poisoned.get(String(i)) === 'orphan'
      ? { table: 'assets', op: 'insert', payload: { id, work_id: random.uuid() } }
      : workInsert(`work ${i}`, id)
  })
  const queued = await scene.page(0).buffer.enqueue(changes)
  for (const [i, kind] of poisoned) {
    const id = queued[Number(i)]?.id
    if (id !== undefined && kind !== 'orphan') world.poison.set(id, kind)
  }
  await comeToRest(world)
  const parked = await scene.page(0).buffer.parked()
  const account = await scene.page(0).buffer.account()
  await scene.end()
  expect(world.violations).toEqual([])
  expect(account).toMatchObject({ applied: 950, rejected: 50, pending: 0, difference: 0 })
  const codes = new Map(parked.map(({ id, code }) => [id, code]))
  for (const [i, kind] of poisoned) {
    expect(codes.get(queued[Number(i)]?.id ?? ''), kind).toBe(CODES[kind])
  }
})
