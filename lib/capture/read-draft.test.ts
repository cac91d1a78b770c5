import { expect, test } from 'vitest'
import { documentOf, pageWith, SITE, sitePage } from '../testing/site-page.ts'
import { draft as schema } from './draft.ts'
import { readDraft } from './read-draft.ts'

function draftOf(name: string) {
  const { document, url } = sitePage(name)
  return readDraft(document, url)
}

test('F47 a page with Highwire tags is read whole, and its references are not', () => {
  expect(draftOf('highwire')).toMatchObject({
    title: 'Molecular Structure of Nucleic Acids: A Structure for Deoxyribose Nucleic Acid',
    cslType: 'article-journal',
    workType: 'paper',
    authors: [
      { family: 'Watson', given: 'J. D.', role: 'author' },
      { family: 'Crick', given: 'F. H. C.', role: 'author' },
    ],
    containerTitle: 'Nature',
    publishingDate: '1953-04-25',
    year: 1953,
    volume: '171',
    issue: '4356',
    pages: '737-738',
    doi: '10.1038/171737a0',
    issn: ['0028-0836'],
    language: 'en',
    topics: ['nucleic acid', 'double helix'],
    canonicalUrl: `${SITE}/highwire.html`,
    pdfUrl: `${SITE}/files/nucleic-acids.pdf?download=1`,
    provenance: { title: 'highwire', authors: 'highwire', canonicalUrl: 'page', url: 'address' },
  })
})

test('F47 a page with JSON-LD is read through its references, broken as it is', () => {
  expect(draftOf('json-ld')).toMatchObject({
    title: 'Computing Machinery and Intelligence',
    cslType: 'article-journal',
    authors: [{ family: 'Turing', given: 'Alan M.' }],
    containerTitle: 'Mind',
    publishingDate: '1950-10',
    volume: 'LIX',
    issue: '236',
    pages: '433-460',
    doi: '10.1093/mind/lix.236.433',
    issn: ['0026-4423', '1460-2113'],
    siteName: 'Specimen Press',
  })
})

test('F47 a page with Dublin Core is read under the prefix that it declares', () => {
  const draft = draftOf('dublin-core')
  expect(draft).toMatchObject({
    title: 'Recherches sur les substances radioactives',
    cslType: 'thesis',
    workType: 'thesis',
    authors: [{ family: 'Skłodowska-Curie', given: 'Marie' }],
    publisher: 'Faculté des sciences de Paris',
    publishingDate: '1903-06-25',
    isbn13: '9780306406157',
    language: 'fr',
  })
  expect(draft).not.toHaveProperty('doi')
})

test("F47 a page with Open Graph tags is read without the site's name and with the day that it wrote", () => {
  expect(draftOf('open-graph')).toMatchObject({
    title: 'Harbour library keeps its lamps lit all night',
    cslType: 'article-newspaper',
    workType: 'article',
    authors: [
      { family: 'Marsh', given: 'Ada' },
      { family: 'de la Mare', given: 'Bruno' },
    ],
    publishingDate: '2024-11-05',
    containerTitle: 'The Harbour Gazette',
    topics: ['libraries', 'night'],
    canonicalUrl: `${SITE}/open-graph.html`,
  })
})

test('F47 a page that says nothing to machines is read as people see it', () => {
  expect(draftOf('plain')).toMatchObject({
    title: 'How the tide tables are made',
    cslType: 'webpage',
    workType: 'webpage',
    authors: [{ family: 'Whitlock', given: 'Carol' }],
    publishingDate: '2021-03-03',
  })
})

test('behind a wall the address carries the record, and the wall is never the title', () => {
  const { document } = sitePage('wall')
  const draft = readDraft(
    document,
    'https://journals.example/doi/full/10.1080/23311932.2015.1117749',
  )
  expect(draft.title).toBe('journals.example/doi/full/10.1080/23311932.2015.1117749')
  expect(draft.doi).toBe('10.1080/23311932.2015.1117749')
  expect(draft).not.toHaveProperty('abstract')
})

test('an arXiv page is a preprint, known by its arXiv id and not by a DOI of its own', () => {
  const page = pageWith(`
    <meta name="citation_title" content="Attention Is All You Need">
    <meta name="citation_arxiv_id" content="1706.03762">
    <meta name="citation_doi" content="10.48550/arXiv.1706.03762">`)
  const draft = readDraft(page, 'https://arxiv.org/abs/1706.03762v5')
  expect(draft).toMatchObject({ arxivId: '1706.03762', cslType: 'article', workType: 'paper' })
  expect(draft).not.toHaveProperty('doi')
})

test.each([
  [
    '<meta name="citation_doi" content="ade/1391109086"><meta name="DC.identifier" content="10.57262/ade/1391109086">',
    '10.57262/ade/1391109086',
  ],
  ['<link rel="canonical" href="https://doi.org/10.5555/12345678">', '10.5555/12345678'],
  ['<link rel="cite-as" href="https://doi.org/10.5555/12345678">', '10.5555/12345678'],
  [
    '<meta name="citation_title" content="x"><meta name="citation_doi" content="10.5555/1"><meta name="prism.doi" content="10.5555/2">',
    '10.5555/1',
  ],
])('the DOI is the one that holds water: %s', (head, doi) => {
  expect(readDraft(pageWith(head), 'https://journals.example/articles/1').doi).toBe(doi)
})

test.each([
  '<meta name="citation_reference" content="citation_doi=10.5555/1">',
  '<meta name="DC.relation" content="10.5555/1">',
  '<meta name="description" content="We answer 10.5555/1">',
  '<script type="application/ld+json">{"@type":"BlogPosting","headline":"On a paper","sameAs":"https://doi.org/10.5555/1"}</script>',
  '<script type="application/ld+json">{"@type":"ScholarlyArticle","name":"A","citation":{"@type":"ScholarlyArticle","identifier":"10.5555/1"}}</script>',
])("no DOI is taken that is not the page's own: %s", (head) => {
  expect(readDraft(pageWith(head), 'https://journals.example/articles/1')).not.toHaveProperty('doi')
})

test('several JSON-LD works of one kind that do not name the page are a list, and none is the page', () => {
  const works = ['A tale', 'B tale', 'C tale'].map((headline) => ({
    '@type': 'NewsArticle',
    headline,
  }))
  const page = pageWith(
    `<title>All tales</title><script type="application/ld+json">${JSON.stringify(works)}</script>`,
  )
  expect(readDraft(page, 'https://news.example/tales')).toMatchObject({
    title: 'All tales',
    cslType: 'webpage',
  })
})

test('US order of day and month is settled by another date of the page', () => {
  const page = pageWith(`
    <meta name="citation_title" content="x">
    <meta name="citation_date" content="05/01/2016"><meta name="DC.Date" content="2016-05-01">`)
  expect(readDraft(page, 'https://journals.example/a').publishingDate).toBe('2016-05-01')
})

test('a date of the same year makes a bare year more precise, one of another year does not', () => {
  const dated = (other: string) =>
    readDraft(
      pageWith(
        `<meta name="citation_publication_date" content="2015"><meta name="DC.Date" content="${other}">`,
      ),
      'https://journals.example/a',
    ).publishingDate
  expect(dated('2015-03-02')).toBe('2015-03-02')
  expect(dated('2014-12-02')).toBe('2015')
})

test('an empty document is still a draft, named by its address', () => {
  const draft = readDraft(
    documentOf('<!doctype html><html></html>'),
    'https://www.example.org/a%20b/?utm_source=x#top',
  )
  expect(draft).toMatchObject({ title: 'example.org/a b', url: 'https://www.example.org/a%20b/' })
  expect(schema.safeParse(draft).success).toBe(true)
})
