import { expect, it } from 'vitest'
import { parseRequest } from './request.ts'

const errorsOf = (query: string) => {
  const parsed = parseRequest(new URLSearchParams(query))
  return parsed.ok ? {} : parsed.errors
}

it('reads a whole request', () => {
  const query =
    'table=works&offset=120_2&handle=h&live=true&cursor=7&where=a%3D%241&params[1]=x&columns=id&replica=full&log=changes_only'
  expect(parseRequest(new URLSearchParams(query))).toEqual({
    ok: true,
    request: {
      table: 'works',
      offset: { kind: 'at', lsn: 120n, op: 2 },
      handle: 'h',
      live: true,
      cursor: '7',
      where: 'a=$1',
      params: ['x'],
      columns: 'id',
      replica: 'full',
      log: 'changes_only',
    },
  })
})

it('fills in what a first request leaves out', () => {
  expect(parseRequest(new URLSearchParams('table=works&offset=-1'))).toMatchObject({
    ok: true,
    request: { live: false, replica: 'default', log: 'full', params: [], where: undefined },
  })
})

it('takes a bare live as true and the word false as false', () => {
  expect(errorsOf('table=w&offset=-1&live')).toEqual({ live: ["can't be true when offset == -1"] })
  expect(errorsOf('table=w&offset=-1&live=false')).toEqual({})
})

it('answers in the words of Electric', () => {
  expect(errorsOf('offset=-1')).toEqual({ table: ["can't be blank"] })
  expect(errorsOf('table=w')).toEqual({ offset: ["can't be blank"] })
  expect(errorsOf('table=w&offset=abc')).toEqual({ offset: ['has invalid format'] })
  expect(errorsOf('table=w&offset=1_0')).toEqual({ handle: ["can't be blank when offset != -1"] })
  expect(errorsOf('table=w&offset=now&live=true')).toEqual({
    live: ["can't be true when offset is 'now'"],
  })
  expect(errorsOf('table=w&offset=-1&live_sse=true')).toEqual({
    live_sse: ["can't be true unless live is also true"],
  })
  expect(errorsOf('table=w&offset=-1&params=%7B%221%22%3A%22x%22%7D')).toEqual({
    params: ['is invalid'],
  })
  expect(errorsOf('table=w&offset=-1&replica=half')).toEqual({ replica: ['is invalid'] })
})

it('wants parameters numbered from 1 without a hole', () => {
  expect(errorsOf('table=w&offset=-1&params[2]=b&params[1]=a')).toEqual({})
  for (const hole of ['params[2]=b', 'params[0]=a', 'params[x]=a', 'params[1]=a&params[3]=c'])
    expect(errorsOf(`table=w&offset=-1&${hole}`)).toEqual({ params: ['is invalid'] })
})

it('counts the last of a repeated parameter, as Electric does', () => {
  expect(parseRequest(new URLSearchParams('table=a&table=b&offset=-1'))).toMatchObject({
    request: { table: 'b' },
  })
})
