import { expect, it } from 'vitest'
import type { StoredRow } from '../rules/rows.ts'
import { findPair } from './duplicates.ts'
import { gainedIdentifiers, identifiersIn, identifiersOf, valuesOf } from './identifiers.ts'
import { storedWork } from './testing/stored.ts'

const sameWork = (one: StoredRow, other: StoredRow) =>
  findPair([one, other], () => false) !== undefined

it('names a work by its DOI, its arXiv id and its PMID, empty ones left out', () => {
  const work = storedWork({ doi: '10.1/x', arxiv_id: '2401.00001', pmid: '7', url: 'https://a.b' })
  expect(identifiersOf(work)).toEqual(['doi:10.1/x', 'arxiv_id:2401.00001', 'pmid:7'])
  expect(identifiersOf(storedWork({ doi: '', pmid: null }))).toEqual([])
  expect(identifiersOf(storedWork({ doi: 'x'.repeat(501), pmid: 'x'.repeat(500) }))).toHaveLength(1)
})

it.each([
  [{ work_type: 'book' }, true],
  [{ work_type: 'textbook' }, true],
  [{ csl_type: 'book' }, true],
  [{ work_type: 'book', csl_type: 'chapter' }, false],
  [{ work_type: 'paper' }, false],
])('takes the ISBN of %o for its own: %s', (type, whole) => {
  const isbn13 = '9780306406157'
  expect(identifiersOf(storedWork({ isbn13, ...type }))).toEqual(whole ? [`isbn13:${isbn13}`] : [])
  expect(sameWork(storedWork({ isbn13, ...type }), storedWork({ isbn13, work_type: 'book' }))).toBe(
    whole,
  )
})

it('tells two works with the same value in different columns apart', () => {
  expect(sameWork(storedWork({ doi: '7' }), storedWork({ pmid: '7' }))).toBe(false)
})

it('asks for duplicates where a live work has an identifier that it had not before', () => {
  const plain = storedWork({})
  const named = { ...plain, doi: '10.1/x' }
  const gone = { ...named, deleted_at: plain.created_at }
  expect(gainedIdentifiers(undefined, named)).toEqual(['doi:10.1/x'])
  expect(gainedIdentifiers(plain, named)).toEqual(['doi:10.1/x'])
  expect(gainedIdentifiers(gone, named)).toEqual(['doi:10.1/x'])
  expect(gainedIdentifiers(named, { ...named, title: 'U' })).toEqual([])
  expect(gainedIdentifiers(named, gone)).toEqual([])
  expect(gainedIdentifiers(named, plain)).toEqual([])
  const isbn13 = '9780306406157'
  expect(gainedIdentifiers({ ...plain, isbn13 }, { ...plain, isbn13, work_type: 'book' })).toEqual([
    `isbn13:${isbn13}`,
  ])
})

it('asks again for what a batch names of a work that had it before', () => {
  const work = storedWork({ doi: '10.1/x', pmid: '7' })
  expect(gainedIdentifiers(work, { ...work, title: 'U' }, new Set(['pmid:7', 'pmid:8']))).toEqual([
    'pmid:7',
  ])
})

it.each([
  [{ doi: '10.48550/arxiv.2401.00001' }, true],
  [{ doi: '10.48550/arxiv.2401.00001v2' }, true],
  [{ arxiv_id: '2401.00001v3' }, true],
  [{ doi: '10.48550/arxiv.2401.00002' }, false],
  [{ doi: '10.1000/2401.00001' }, false],
])('takes %o for the work with that arXiv id: %s', (columns, same) => {
  expect(sameWork(storedWork({ arxiv_id: '2401.00001' }), storedWork(columns))).toBe(same)
})

it('looks up what is on arXiv by both columns, whatever the version', () => {
  const named = identifiersIn('doi', '10.48550/arxiv.2401.00001v2')
  expect(valuesOf(named, 'arxiv_id')).toEqual(
    expect.arrayContaining(['2401.00001', '2401.00001v9']),
  )
  expect(valuesOf(named, 'doi')).toEqual(
    expect.arrayContaining(['10.48550/arxiv.2401.00001', '10.48550/arxiv.2401.00001v2']),
  )
  expect(valuesOf(identifiersIn('pmid', '7'), 'doi')).toEqual([])
})
