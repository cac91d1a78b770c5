import { expect, test } from 'vitest'
import { type Identifiable, identities } from './identity.ts'

function shared(a: Identifiable, b: Identifiable): boolean {
  const keys = new Set(identities(a).map(({ field, value }) => `${field} ${value}`))
  return identities(b).some(({ field, value }) => keys.has(`${field} ${value}`))
}

test.each<[string, Identifiable, Identifiable]>([
  ['the same DOI', { doi: '10.5555/1', url: 'https://a.example/x' }, { doi: '10.5555/1' }],
  ["arXiv's DOI and the arXiv id", { doi: '10.48550/arxiv.1706.03762' }, { arxivId: '1706.03762' }],
  ['the same PMID', { pmid: '25817406' }, { pmid: '25817406', doi: '10.5555/1' }],
  [
    'the ISBN of two whole books',
    { isbn13: '9780306406157', cslType: 'book' },
    { isbn13: '9780306406157', workType: 'textbook' },
  ],
  [
    'an address with tracking and a fragment',
    { url: 'https://a.example/x?id=1&utm_source=mail#top' },
    { url: 'https://a.example/x?id=1' },
  ],
  ['http and https', { url: 'http://a.example/x' }, { url: 'https://a.example/x' }],
  ['with and without www', { url: 'https://www.a.example/x' }, { url: 'https://a.example/x' }],
  [
    "one's address and the other's canonical one",
    { url: 'https://a.example/x' },
    { url: 'https://a.example/x?p=2', canonicalUrl: 'https://a.example/x' },
  ],
])('two works are the same by %s', (_, a, b) => {
  expect(shared(a, b)).toBe(true)
})

test.each<[string, Identifiable, Identifiable]>([
  ['another DOI', { doi: '10.5555/1' }, { doi: '10.5555/2' }],
  [
    'two chapters of one book',
    { isbn13: '9780306406157', cslType: 'chapter' },
    { isbn13: '9780306406157', cslType: 'chapter' },
  ],
  [
    'another id in the query',
    { url: 'https://a.example/x?id=1' },
    { url: 'https://a.example/x?id=2' },
  ],
  [
    'another route of an app',
    { url: 'https://a.example/#/one' },
    { url: 'https://a.example/#/two' },
  ],
  ['another host', { url: 'https://a.example/x' }, { url: 'https://b.example/x' }],
  ['nothing', {}, {}],
])('two works are not the same by %s', (_, a, b) => {
  expect(shared(a, b)).toBe(false)
})
