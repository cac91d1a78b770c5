import { expect, it } from 'vitest'
import { keyHead, rowKey } from './key.ts'

it('names the table and each value of the key', () => {
  expect(rowKey(keyHead('public', 'works'), [1, 0], ['b', 'a', 'c'])).toBe(
    '"public"."works"/"a"/"b"',
  )
})

it('keeps names and values apart that hold the separators', () => {
  expect(keyHead('my.schema', 'a/b')).toBe('"my..schema"."a//b"')
  expect(rowKey('"t"', [0], ['x/y'])).toBe('"t"/"x//y"')
})

it('tells null from every text', () => {
  expect(rowKey('"t"', [0, 1, 2], [null, '_', ''])).toBe('"t"/_/"_"/""')
})
