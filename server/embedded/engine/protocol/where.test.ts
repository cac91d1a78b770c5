import { expect, it } from 'vitest'
import { parseWhere } from './where.ts'

function conditions(text: string) {
  const parsed = parseWhere(text)
  return parsed.ok ? parsed.conditions : parsed.error
}

it('reads a conjunction of equalities and nulls, and where each stands', () => {
  expect(conditions('"owner_id" = $1 AND "deleted_at" IS NULL')).toEqual([
    { kind: 'equals', column: 'owner_id', param: 1, at: 1, paramAt: 13 },
    { kind: 'null', column: 'deleted_at', at: 21 },
  ])
})

it('reads plain names, any case of the words, and any space', () => {
  expect(conditions(' User_Id=$12\n and Gone is\tnull ')).toEqual([
    { kind: 'equals', column: 'user_id', param: 12, at: 1, paramAt: 9 },
    { kind: 'null', column: 'gone', at: 18 },
  ])
})

it('keeps what a quoted name holds', () => {
  expect(conditions('"My ""odd"" AND" = $1')).toMatchObject([{ column: 'My "odd" AND' }])
})

it('refuses everything else, and says where it stopped', () => {
  const cases: [string, number][] = [
    ['', 0],
    ['true', 0],
    ['NOT a = $1', 0],
    ['a = $1 OR b = $2', 7],
    ['a = $1 AND', 10],
    ['a = $1 AND (b IS NULL)', 11],
    ['a = $1)', 6],
    ['a = $1x', 0],
    ['a = $0', 0],
    ['a IS NOT NULL', 0],
    ['a IS NULLS', 0],
    ["a = 'x'", 0],
    ['a = $1; DROP TABLE works', 6],
    ['a = $1 ANDb IS NULL', 7],
  ]
  for (const [text, at] of cases) expect(conditions(text)).toMatch(`At location ${at}: only`)
})
