import { expect, it } from 'vitest'
import type { Entity } from '../../../lib/schema/entity.ts'
import { valueLimits } from '../../../lib/schema/limits.ts'
import { work } from '../../../lib/schema/work.ts'
import { NOW_MS } from '../testing/changes.ts'
import { combine } from './combine.ts'
import { stamp, storedWork } from './testing/stored.ts'

const entity = work as unknown as Entity // an Entity of its own fields
const names = (count: number, head: string) => Array.from({ length: count }, (_, n) => head + n)

it('lets a merged work have no more tags and keys than one may have, and keeps all its own', () => {
  const { arrayItems, objectKeys } = valueLimits
  const keys = (head: string) => Object.fromEntries(names(objectKeys, head).map((key) => [key, 1]))
  const older = storedWork({ topics: names(arrayItems - 1, 'a'), metadata: keys('a') })
  const newer = storedWork({ topics: names(2, 'b'), metadata: keys('b') }, { offsetMs: 10 })
  const { row } = combine(entity, older, newer, NOW_MS)
  expect(row).toMatchObject({ topics: [...Object(older.topics), 'b0'], metadata: keys('a') })
})

it('lets a merged work have no more stamps than one may have', () => {
  const { stampedParts } = valueLimits
  const gone = (head: string) =>
    Object.fromEntries(names(stampedParts - 1, head).map((name) => [name, stamp(0)]))
  const [older, newer] = [storedWork({}), storedWork({ notes: 'n' })]
  const { row } = combine(
    entity,
    { ...older, clock: { ...older.clock, topics: gone('a') } },
    { ...newer, clock: { ...newer.clock, topics: gone('b') } },
    NOW_MS,
  )
  expect(Object.keys(row.clock.topics ?? {})).toHaveLength(stampedParts)
  expect(row.notes).toBe('n')
})
