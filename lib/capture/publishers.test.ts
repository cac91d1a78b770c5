import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import type { Draft } from './draft.ts'
import { readDraft } from './read-draft.ts'

function read(url: string, head: string, body = ''): Draft {
  return readDraft(
    documentOf(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`),
    url,
  )
}

function tags(content: Record<string, string | string[]>): string {
  return Object.entries(content)
    .flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })))
    .map(({ name, value }) => `<meta name="${name}" content="${value}">`)
    .join('')
}

test.each<[string, string, string, string]>([
  [
    'a thesis of a bepress repository',
    'https://works.example/etd/12',
    tags({
      bepress_citation_title: 'On Things',
      bepress_citation_author: 'Doe, Jane Q.',
      bepress_citation_date: '2010',
      bepress_citation_dissertation_institution: 'Harbour University',
      bepress_citation_online_date: '2011/3/4',
    }),
    'thesis Doe 2010 undefined',
  ],
  [
    'a thesis of DSpace',
    'https://dspace.example/handle/1721/1',
    tags({
      'DC.title': 'On Things',
      'DC.creator': 'Doe, Jane',
      'DC.contributor': 'Roe, Richard',
      'DC.type': 'Thesis',
      citation_title: 'On Things',
      citation_author: 'Doe, Jane',
      citation_date: '2012-06',
    }),
    'thesis Doe 2012-06 undefined',
  ],
  [
    'a working paper',
    'https://papers.example/w29971',
    tags({
      citation_title: 'Growth',
      citation_author: ['Ann Lee', 'Bob Ray'],
      citation_publication_date: '2022/04/11',
      citation_technical_report_institution: 'Bureau of Things',
      citation_journal_title: 'Bureau of Things',
      citation_doi: '10.3386/w29971',
    }),
    'report Lee+Ray 2022-04-11 10.3386/w29971',
  ],
  [
    'a preprint that its DOI gives away',
    'https://preprints.example/1',
    tags({
      citation_title: 'Minds',
      citation_author: ['Doe J', 'Roe RA'],
      citation_doi: '10.31234/osf.io/abcde',
      citation_publication_date: '2020/01/02',
    }),
    'article Doe+Roe 2020-01-02 10.31234/osf.io/abcde',
  ],
  [
    'a chapter, with the editors of its book',
    'https://books.example/1',
    tags({
      citation_title: 'Seas',
      citation_inbook_title: 'The Harbour Companion',
      citation_author: 'Ada Marsh',
      citation_editor: 'Bo Li',
      citation_publication_date: '2012/05',
      citation_doi: '10.1017/CBO9780306406157.003',
    }),
    'chapter Marsh+Li 2012-05 10.1017/cbo9780306406157.003',
  ],
  [
    'a paper in a book of proceedings',
    'https://books.example/2',
    tags({
      citation_title: 'Nets',
      citation_inbook_title: 'Image Computing 2015',
      citation_conference_title: 'International Conference on Images',
      citation_author: 'Ada Marsh',
      citation_publication_date: '2015',
      citation_doi: '10.1007/978-3-319-24574-4_28',
    }),
    'paper-conference Marsh 2015 10.1007/978-3-319-24574-4_28',
  ],
  [
    'a list of authors in one tag, joined by &amp;',
    'https://ideas.example/1',
    tags({
      citation_title: 'Origins',
      citation_authors: 'Marsh, Ada &amp; Li, Bo &amp; Roe, Cy A',
      citation_journal_title: 'Review',
      citation_year: '2001',
    }),
    'article-journal Marsh+Li+Roe 2001 undefined',
  ],
  [
    'a case report in a journal, which is no report',
    'https://journal.example/1',
    tags({
      'dc.Title': 'A case',
      'dc.Creator': 'Ada Marsh',
      'dc.Type': 'case-report',
      'dc.Date': '14 September 2015',
      'dc.Source': 'World',
      'dc.Identifier': '10.5555/case.1',
    }),
    'article-journal Marsh 2015-09-14 10.5555/case.1',
  ],
  [
    'Dublin Core by its full names',
    'https://repo.example/1',
    '<meta property="http://purl.org/dc/terms/title" content="On seas"><meta property="http://purl.org/dc/terms/creator" content="Marsh, Ada"><meta property="http://purl.org/dc/terms/issued" content="1999"><meta property="http://purl.org/dc/terms/type" content="info:eu-repo/semantics/bookPart">',
    'chapter Marsh 1999 undefined',
  ],
  [
    'a standard, known by its DOI',
    'https://rfc.example/9110',
    tags({ citation_title: 'Semantics', author: ['Ada Marsh'], citation_doi: '10.17487/RFC9110' }),
    'standard Marsh undefined 10.17487/rfc9110',
  ],
])('%s is read', (_, url, head, expected) => {
  const { cslType, authors = [], publishingDate, doi } = read(url, head)
  const families = authors.map(({ family }) => family).join('+')
  expect(`${cslType} ${families} ${publishingDate} ${doi}`).toBe(expected)
})

test.each<[string, string, string, string]>([
  [
    'a list of results',
    'https://journals.example/search?q=10.5555/1',
    '',
    '<h1>Search results</h1><ul><li><h3><a href="/doi/1">A long title about the sea</a></h3><p>Journal of Seas 12 (1), 2020: 1-9 doi:10.5555/1</p></li></ul>',
  ],
  [
    'a release of news',
    'https://releases.example/1',
    '',
    '<h1>Bees dance at night</h1><h4>Journal</h4><p>Nature</p><h4>DOI</h4><p>10.5555/1</p><h4>Article Title</h4><p>On the dance</p>',
  ],
  [
    'an article of a magazine about a paper',
    'https://news.example/1',
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2020-01-02">',
    '<h1>Bees dance at night</h1><p>More: A. Bee, On bees, Nature 12 (3), 2020: 1-2. DOI: 10.5555/1</p>',
  ],
  [
    'a page whose text names a paper',
    'https://institute.example/news/1',
    '<title>Bees dance at night</title>',
    '<h1>Bees dance at night</h1><p>What nobody had seen before is now on film, and the people who made it are as surprised as the bees were when they were told.</p><p>Bee, A. (2022) On the dance, Journal of Bees 12 (3), 2020: 1-2. doi:10.5555/1</p>',
  ],
  [
    'an entry of an encyclopedia',
    'https://en.wikipedia.org/wiki/Bees',
    '<title>Bees - Wikipedia</title>',
    '<h1 id="firstHeading">Bees</h1><span class="Z3988" title="rft.atitle=Bees+at+night&amp;rft_id=info%3Adoi%2F10.5555%2F1"></span>',
  ],
  [
    'a blog that marks up what it cites',
    'https://blog.example/1',
    '<script type="application/ld+json">[{"@type":"BlogPosting","headline":"Bees at night","author":"Ada Marsh"},{"@type":"ScholarlyArticle","name":"On the dance","identifier":"10.5555/1"}]</script>',
    '<h1>Bees at night</h1><p itemscope itemtype="https://schema.org/ScholarlyArticle"><cite itemprop="name">On the dance</cite> <a itemprop="sameAs" href="https://doi.org/10.5555/1">doi</a></p>',
  ],
  [
    'a page of what someone sells',
    'https://shop.example/1',
    '<script type="application/ld+json">{"@type":"Product","name":"Tea","sku":"10.5555/1"}</script>',
    '<h1>Tea</h1>',
  ],
])('%s has no DOI of its own', (_, url, head, body) => {
  expect(read(url, head, body)).not.toHaveProperty('doi')
})
