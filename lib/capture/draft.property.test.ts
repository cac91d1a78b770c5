import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import { draft as schema } from './draft.ts'
import { fromTab } from './from-tab.ts'
import { readDraft } from './read-draft.ts'

const name = fc.constantFrom(
  ...[
    'citation_title',
    'citation_author',
    'citation_authors',
    'citation_date',
    'citation_doi',
    'citation_isbn',
  ],
  ...[
    'citation_issn',
    'citation_firstpage',
    'citation_lastpage',
    'citation_keywords',
    'citation_pdf_url',
  ],
  ...[
    'citation_author_orcid',
    'citation_editor',
    'citation_inbook_title',
    'citation_language',
    'citation_pmid',
  ],
  ...[
    'DC.title',
    'DC.creator',
    'DC.identifier',
    'DC.type',
    'DC.date',
    'prism.issn',
    'og:title',
    'og:type',
    'og:url',
  ],
  ...[
    'article:author',
    'article:published_time',
    'author',
    'description',
    'keywords',
    'byl',
    'parsely-author',
  ],
)
const said = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '10.1038/171737a0',
    '05/06/2016',
    'Lovelace, Ada',
    '<i>x</i> &amp; y',
    'javascript:x',
    '//',
    '张三',
  ),
)
const json = fc.jsonValue().map((value) => JSON.stringify(value))
const linked = fc
  .record({
    headline: fc.jsonValue(),
    author: fc.jsonValue(),
    isPartOf: fc.jsonValue(),
    datePublished: fc.jsonValue(),
    identifier: fc.jsonValue(),
  })
  .map((node) => JSON.stringify({ '@type': 'ScholarlyArticle', name: 'x', ...node }))

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

test('whatever a page says, its draft passes the schema, and nothing throws', {
  timeout: 30_000,
}, () => {
  const page = fc.record({
    tags: fc.array(fc.tuple(name, said), { maxLength: 12 }),
    scripts: fc.array(fc.oneof(json, linked, fc.string()), { maxLength: 2 }),
    title: said,
    byline: said,
  })
  fc.assert(
    fc.property(page, ({ tags, scripts, title, byline }) => {
      const metas = tags.map(
        ([tag, content]) => `<meta name="${tag}" content="${escaped(content)}">`,
      )
      const ld = scripts.map(
        (text) => `<script type="application/ld+json">${text.replaceAll('</', '<\\/')}</script>`,
      )
      const document = documentOf(
        `<html><head><title>${escaped(title)}</title>${metas.join('')}${ld.join('')}</head><body><p class="byline">${escaped(byline)}</p></body></html>`,
      )
      const draft = readDraft(document, 'https://example.org/a')
      expect(schema.safeParse(draft).error).toBeUndefined()
    }),
    { numRuns: 150 },
  )
})

test('whatever a tab is called and wherever it is, its draft passes the schema', () => {
  const url = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string(),
    fc.constant(undefined),
  )
  fc.assert(
    fc.property(said, url, (title, address) => {
      expect(schema.safeParse(fromTab({ title, url: address })).error).toBeUndefined()
    }),
    { numRuns: 150 },
  )
})
