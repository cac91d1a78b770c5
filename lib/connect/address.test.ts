import { expect, it } from 'vitest'
import { readAddress } from './address.ts'

it.each([
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['localhost:3000/', 'http://localhost:3000'],
  ['http://192.168.1.7:3000/v1/shape', 'http://192.168.1.7:3000'],
  ['library.example.org', 'https://library.example.org'],
  ['  https://library.example.org/some/path ', 'https://library.example.org'],
  ['nas.local:3000', 'http://nas.local:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
])('reads %s as %s', (typed, server) => {
  expect(readAddress(typed)).toEqual({ ok: true, server })
})

it.each(['http://library.example.org', 'http://8.8.8.8:3000', 'http://172.32.0.1'])(
  'refuses %s: what is sent there could be read on the way',
  (typed) => {
    expect(readAddress(typed)).toEqual({ ok: false, reason: 'insecure' })
  },
)

it.each(['', 'ftp://example.org', 'javascript:alert(1)', 'http://', 'a b c'])(
  'calls %j no address',
  (typed) => {
    expect(readAddress(typed)).toEqual({ ok: false, reason: 'malformed' })
  },
)
