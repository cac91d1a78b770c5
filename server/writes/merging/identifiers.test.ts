import { expect, it } from 'vitest'
import { gainedIdentifiers, identifiersOf, sameWork } from './identifiers.ts'
import { storedWork } from './testing/stored.ts'

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
  expect(sameWork({ doi: '7' }, { pmid: '7' })).toBe(false)
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
