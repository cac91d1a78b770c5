import { expect, it } from 'vitest'
import { MATRIX } from './kills/matrix.ts'
import { repeat } from './kills/repeat.ts'

it.each(Object.entries(MATRIX))('C3 %s loses and doubles nothing', async (_name, { open }) => {
  const { passed, violations } = await repeat(open, 2)
  expect(violations).toEqual([])
  expect(passed).toBe(2)
})
