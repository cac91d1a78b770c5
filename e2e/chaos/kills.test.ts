import { afterAll, expect, it } from 'vitest'
import { sharedGrounds } from './kills/grounds.ts'
import { MATRIX } from './kills/matrix.ts'
import { repeat } from './kills/repeat.ts'

const grounds = sharedGrounds()

afterAll(async () => {
  expect(await grounds.close()).toEqual([])
})

it.each(Object.entries(MATRIX))('C3 %s loses and doubles nothing', async (_name, { open }) => {
  const { passed, violations } = await repeat(() => open(grounds), 2)
  expect(violations).toEqual([])
  expect(passed).toBe(2)
})
