import { expect, it } from 'vitest'
import type { Scale } from './rows/row.ts'
import { ROWS } from './rows.ts'

/** Each row as small as it can be and still mean something. */
const SMALL: Record<string, Scale> = {
  C5: { times: 50 },
  C12: { clients: 3, rate: 4, seconds: 5 },
  R2: { times: 1, seconds: 2 },
  R3: { seconds: 1 },
  R4: { times: 1 },
  R5: { times: 1 },
  R7: { times: 60 },
}

it.each(Object.entries(SMALL))('%s holds, played small', async (name, scale) => {
  const played = await ROWS[name]?.play(scale, () => {})
  expect(played?.violations).toEqual([])
})

it('has a line for each row that it plays', () => {
  expect(Object.keys(ROWS)).toEqual(expect.arrayContaining(Object.keys(SMALL)))
})
