import { expect, it } from 'vitest'
import { pinShape } from './pin.ts'

const OWNER = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'

function pinned(query: string): Record<string, string> | string {
  const found = pinShape(new URLSearchParams(query), OWNER)
  return found.ok ? Object.fromEntries(found.params) : found.reason
}

it('asks for the live rows of the owner, with the columns of the catalogue', () => {
  const asked = pinned('table=works&offset=-1')
  expect(asked).toMatchObject({
    table: 'works',
    offset: '-1',
    where: '"owner_id" = $1 AND "deleted_at" IS NULL',
    'params[1]': OWNER,
    columns: expect.stringMatching(/^owner_id,id,rev,lww,created_at,updated_at,kind,title,/),
  })
  expect(asked).not.toHaveProperty('replica')
})

it('passes on how far the client is', () => {
  const reading = {
    offset: '120_2',
    handle: 'h',
    live: 'true',
    cursor: '7',
    log: 'full',
    expired_handle: 'g',
    'cache-buster': 'x',
  }
  const query = new URLSearchParams({ table: 'works', ...reading })
  expect(pinned(query.toString())).toMatchObject(reading)
})

it('B-28 looks at nothing that a client says of rows or columns', () => {
  const plain = pinned('table=works&offset=-1')
  const wishes = new URLSearchParams({
    where: 'true',
    'params[1]': 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    'params[2]': 'x',
    columns: 'clock',
    replica: 'full',
    secret: 's',
    source_id: 's',
    live_sse: 'true',
    subset__where: 'true',
  })
  expect(pinned(`table=works&offset=-1&${wishes}`)).toEqual(plain)
})

it.each(['table=works&table=assets', 'table=works&offset=-1&offset=0_0', 'a=1&a=2&table=works'])(
  'refuses the repetition in %s',
  (query) => expect(pinned(query)).toContain('only once'),
)

it.each(['', 'table=', 'table=devices', 'table=public.works', 'table=Works', 'table=__proto__'])(
  'knows no shape for "%s"',
  (query) => expect(pinned(query)).toContain('no shape'),
)
