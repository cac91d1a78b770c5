import { expect, it } from 'vitest'
import { PAYLOAD_VERSION, type WireChange } from './batch.ts'
import { hlcAt } from './hlc.ts'
import { upcast } from './versions.ts'

const plain: WireChange = {
  id: '00000000-0000-4000-8000-000000000001',
  table: 'works',
  op: 'update',
  payload: { id: '00000000-0000-4000-8000-000000000002', title: 'A' },
  created_at: 1_700_000_000_000,
}

/** A world three versions on, in which version 2 calls the title a name and version 3 shouts it. */
const later = {
  current: 3,
  steps: {
    1: (change: WireChange) => ({
      ...change,
      payload: { id: change.payload.id, name: change.payload.title },
    }),
    2: (change: WireChange) => ({
      ...change,
      payload: { ...change.payload, name: String(change.payload.name).toUpperCase() },
    }),
  },
}

it('takes the pattern’s plain change for version 0, whose clock is its time', () => {
  const payload = { ...plain.payload, updated_at: '2026-03-01T12:00:00Z' }
  expect(upcast(plain)).toEqual({
    kind: 'current',
    change: { ...plain, v: PAYLOAD_VERSION, hlc: hlcAt(1_700_000_000_000) },
  })
  expect(upcast({ ...plain, payload })).toMatchObject({
    change: { hlc: hlcAt(Date.parse('2026-03-01T12:00:00Z')) },
  })
})

it('leaves a change of its own version alone', () => {
  const change = { ...plain, v: PAYLOAD_VERSION, hlc: hlcAt(5) }
  expect(upcast(change)).toEqual({ kind: 'current', change })
})

it('C14 takes the last two versions through every step to the current one', () => {
  const expected = { v: 3, payload: { id: plain.payload.id, name: 'A' } }
  expect(upcast({ ...plain, v: 1 }, later)).toMatchObject({ kind: 'current', change: expected })
  const second = { ...plain, v: 2, payload: { id: plain.payload.id, name: 'a' } }
  expect(upcast(second, later)).toMatchObject({ kind: 'current', change: expected })
})

it('C14 says of older ones that they are too old, and of newer ones that they are too new', () => {
  expect(upcast({ ...plain, v: 0 }, later)).toEqual({ kind: 'too_old' })
  expect(upcast({ ...plain, v: 4 }, later)).toEqual({ kind: 'too_new' })
})
