import { describe, expect, test } from 'vitest'
import { utf8Bytes } from '../kit/bytes.ts'
import { pageWith, sitePage } from '../testing/site-page.ts'
import { limits } from '../wire/limits.ts'
import { type Draft, draft as schema } from './draft.ts'
import { readDraft } from './read-draft.ts'

const URL_HERE = 'https://hostile.example/page'

function read(head: string): Draft {
  const draft = readDraft(pageWith(head), URL_HERE)
  expect(schema.safeParse(draft).error).toBeUndefined()
  return draft
}

/** A number in letters: digits are no part of a name. */
function spelled(number: number): string {
  return `Au${[...String(number)].map((digit) => 'thorandsew'[Number(digit)]).join('')}`
}

test('our hostile page becomes a plain bounded draft that holds nothing to run', () => {
  const { document, url } = sitePage('hostile')
  const draft = readDraft(document, url)
  expect(schema.safeParse(draft).error).toBeUndefined()
  expect(JSON.stringify(draft)).not.toMatch(/<|javascript:|data:/)
  expect(draft.authors).toEqual([{ family: 'Marsh', given: 'Ada', role: 'author' }])
  expect(draft).not.toHaveProperty('doi')
  expect(draft).not.toHaveProperty('pdfUrl')
  expect(draft.canonicalUrl).toBe(url)
})

test('a title of 1 MB is cut to 64 KiB, and the provenance says so', () => {
  const draft = read(`<meta name="citation_title" content="${'ü'.repeat(500_000)}">`)
  expect(utf8Bytes(draft.title)).toBeLessThanOrEqual(limits.stringBytes)
  expect(draft.provenance).toMatchObject({ cut: ['title'] })
})

test('5,000 authors are kept, in order', () => {
  const tags = Array.from(
    { length: 5_000 },
    (_, i) => `<meta name="citation_author" content="${spelled(i)}, Anna">`,
  )
  const { authors } = read(tags.join(''))
  expect(authors).toHaveLength(5_000)
  expect(authors?.at(-1)).toEqual({ family: `${spelled(4_999)}`, given: 'Anna', role: 'author' })
})

test('7,000 authors are cut to 6,000, and 2,000 keywords to 1,000', () => {
  const authors = Array.from(
    { length: 7_000 },
    (_, i) => `<meta name="citation_author" content="${spelled(i)}, B">`,
  )
  const keywords = Array.from({ length: 2_000 }, (_, i) => `word ${i}`).join(';')
  const draft = read(`${authors.join('')}<meta name="citation_keywords" content="${keywords}">`)
  expect(draft.authors).toHaveLength(limits.authors)
  expect(draft.topics).toHaveLength(limits.arrayItems)
  expect(draft.provenance).toMatchObject({ cut: ['topics', 'authors'] })
})

test('a draft that is too large as a whole is cut until it fits', () => {
  const long = 'long words '.repeat(6_000)
  const names = Array.from(
    { length: 6_000 },
    (_, i) =>
      `<meta name="citation_author" content="${'Family'.repeat(8)}${spelled(i)}, ${'Given'.repeat(8)}">`,
  )
  const fields = [
    'title',
    'abstract',
    'journal_title',
    'publisher',
    'volume',
    'issue',
    'series_title',
  ]
  const tags = fields.map((field) => `<meta name="citation_${field}" content="${long}">`)
  const draft = read(tags.join('') + names.join(''))
  expect(utf8Bytes(JSON.stringify(draft))).toBeLessThan(limits.draftBytes)
  expect(draft.title.startsWith('long words')).toBe(true)
  expect(draft.authors?.length).toBeGreaterThan(1_000)
})

describe('broken JSON-LD', () => {
  const json = (text: string) => read(`<script type="application/ld+json">${text}</script>`)

  test.each([
    ['trailing commas', '{"@type":"NewsArticle","headline":"Tea",}'],
    [
      'raw line breaks in a text',
      '{"@type":"NewsArticle","headline":"Tea","description":"one\ntwo"}',
    ],
    ['CDATA around it', '//<![CDATA[\n{"@type":"NewsArticle","headline":"Tea"}\n//]]>'],
    ['comments', '/* ours */ {"@type":"NewsArticle", // a title\n "headline":"Tea"}'],
    ['a semicolon after it', '{"@type":"NewsArticle","headline":"Tea"};'],
    ['unknown escapes', '{"@type":"NewsArticle","headline":"Tea","url":"a\\.b"}'],
  ])('is read in spite of %s', (_, text) => {
    expect(json(text)).toMatchObject({ title: 'Tea', cslType: 'article-newspaper' })
  })

  test.each([
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['deep objects', `${'{"@graph":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    ['an unclosed text of escapes', `"${'\\"'.repeat(200_000)}`],
    [
      'references in a circle',
      '{"@id":"a","@type":"Thesis","name":"T","isPartOf":{"@id":"a"},"author":{"@id":"a"}}',
    ],
    ['a title that is an object', '{"@type":"Article","headline":{"a":[1]}}'],
    ['a prototype', '{"__proto__":{"polluted":true},"@type":"Article","constructor":1}'],
  ])('of %s does no harm', (_, text) => {
    expect(json(text).title).not.toBe('')
    expect({}).not.toHaveProperty('polluted')
  })
})

test.each([
  ['tags never closed', '<b '.repeat(100_000)],
  ['ampersands', '&'.repeat(200_000)],
  ['commas', ','.repeat(200_000)],
  ['separators', ' | '.repeat(60_000)],
  ['one DOI prefix after another', '10.1234/'.repeat(30_000)],
  ['brackets after a DOI', `10.1234/a${')'.repeat(200_000)}`],
  ['nested comments', '<!--'.repeat(50_000)],
])('%s in every field are read to the end', (_, text) => {
  const content = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const names = [
    'citation_title',
    'citation_doi',
    'citation_author',
    'author',
    'citation_date',
    'citation_issn',
    'keywords',
    'citation_isbn',
    'citation_firstpage',
  ]
  const draft = read(names.map((name) => `<meta name="${name}" content="${content}">`).join(''))
  expect(draft.url).toBe(URL_HERE) // a quadratic step over 200,000 characters would never get here
})

test('lone surrogates, controls and directions are taken out of texts', () => {
  const draft = read(
    '<meta name="citation_title" content="A\u0007 \u202egood\u200b \ud800title\u0000">',
  )
  expect(draft.title).toBe('A good \ufffdtitle')
})
