import { expect, it } from 'vitest'
import { workWith } from '../testing/works.ts'
import { identifiersOf } from './identifiers-of.ts'

it('links each identifier to where it leads', () => {
  const found = identifiersOf(
    workWith({
      arxivId: 'hep-th/9711200',
      doi: '10.1/a<b>#c',
      pmid: '123',
      isbn13: '9780262510875',
    }),
  )
  expect(found).toEqual([
    { text: 'arXiv hep-th/9711200', href: 'https://arxiv.org/abs/hep-th/9711200' },
    { text: '10.1/a<b>#c', href: 'https://doi.org/10.1/a%3Cb%3E%23c' },
    { text: 'PMID 123', href: 'https://pubmed.ncbi.nlm.nih.gov/123' },
    { text: 'ISBN 9780262510875', href: null },
  ])
})

it('does not say the arXiv id twice', () => {
  const work = workWith({ arxivId: '1706.03762', doi: '10.48550/arxiv.1706.03762' })
  expect(identifiersOf(work).map(({ text }) => text)).toEqual(['arXiv 1706.03762'])
  expect(identifiersOf(workWith({ doi: '10.48550/arxiv.1706.03762' }))).toHaveLength(1)
})

it('falls back to the site, and only to one that can be opened safely', () => {
  expect(identifiersOf(workWith({ url: 'https://www.example.org/a' }))).toEqual([
    { text: 'example.org', href: 'https://www.example.org/a' },
  ])
  expect(identifiersOf(workWith({ url: 'javascript:alert(1)' }))).toEqual([])
  expect(identifiersOf(workWith({ url: null }))).toEqual([])
})
