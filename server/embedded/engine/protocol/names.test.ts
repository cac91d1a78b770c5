import { expect, it } from 'vitest'
import { parseColumns, parseTable, quoteName } from './names.ts'

it('reads a table with and without its schema', () => {
  expect(parseTable('works')).toEqual({ schema: 'public', table: 'works' })
  expect(parseTable('lab.works')).toEqual({ schema: 'lab', table: 'works' })
})

it('folds plain names to lower case and keeps quoted ones', () => {
  expect(parseTable('Public.Works')).toEqual({ schema: 'public', table: 'works' })
  expect(parseTable('public."My ""works"".2"')).toEqual({ schema: 'public', table: 'My "works".2' })
})

it('reads a list of columns', () => {
  expect(parseColumns('id, Title,"My, column"')).toEqual(['id', 'title', 'My, column'])
})

it('refuses what is no name', () => {
  for (const text of ['', 'a.b.c', 'a;b', '"a', 'a b', '.a', 'a.', '""', '1a'])
    expect(parseTable(text)).toBeUndefined()
  for (const text of ['', ',,,', 'id,', 'id title', 'count(*)'])
    expect(parseColumns(text)).toBeUndefined()
})

it('quotes a name so that SQL reads it back', () => {
  expect(parseColumns(quoteName('My "odd", column'))).toEqual(['My "odd", column'])
})
