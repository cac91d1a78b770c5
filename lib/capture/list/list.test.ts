import { expect, test } from 'vitest'
import { documentOf, sitePage } from '../../testing/site-page.ts'
import { draft as schema } from '../draft.ts'
import { readDraft } from '../read-draft.ts'

const TITLES = ['On the growth of rivers', 'A theory of tides', 'Lamps and their keepers']

function itemsOf(url: string, body: string, head = '') {
  const page = documentOf(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`)
  const draft = readDraft(page, url)
  expect(schema.safeParse(draft).error).toBeUndefined()
  return draft.items
}

/** One row for each title; in it `TITLE` and `N` (1, 2, 3) are filled in. */
function rows(row: string): string {
  return TITLES.map((title, i) => row.replaceAll('TITLE', title).replaceAll('#N', `${i + 1}`)).join(
    '\n',
  )
}

test.each<[string, string, string, string]>([
  [
    'Google Scholar',
    'https://scholar.google.com/scholar?q=tides',
    `<div class="gs_r gs_or gs_scl"><div class="gs_ggs"><a href="https://a.example/#N.pdf">[PDF] a.example</a></div><div class="gs_ri"><h3 class="gs_rt"><span class="gs_ctc"><span class="gs_ct1">[PDF]</span><span class="gs_ct2">[PDF]</span></span> <a href="https://a.example/#N">TITLE</a></h3><div class="gs_a">A Marsh - Tides, 1999</div><a href="/scholar?cites=#N">Cited by 3</a></div></div>`,
    'https://a.example/1',
  ],
  [
    'a Google Scholar profile',
    'https://scholar.google.com/citations?user=x',
    `<table><tr class="gsc_a_tr"><td><a href="/citations?view_op=view_citation&citation_for_view=x:#N" class="gsc_a_at">TITLE</a><div class="gs_gray">A Marsh</div></td><td>1999</td></tr></table>`,
    'https://scholar.google.com/citations?view_op=view_citation&citation_for_view=x:1',
  ],
  [
    'PubMed',
    'https://pubmed.ncbi.nlm.nih.gov/?term=tides',
    `<article class="full-docsum"><div class="docsum-content"><a class="docsum-title" href="/1234#N/"> TITLE. </a><span class="docsum-authors">Marsh A.</span></div></article>`,
    'https://pubmed.ncbi.nlm.nih.gov/12341/',
  ],
  [
    "arXiv's listing",
    'https://arxiv.org/list/cs.CL/new',
    `<dl id="articles"><dt><a name="item#N">[#N]</a> <a href="/abs/2101.0000#N" title="Abstract">arXiv:2101.0000#N</a> [<a href="/pdf/2101.0000#N">pdf</a>]</dt><dd><div class="list-title mathjax"><span class="descriptor">Title:</span> TITLE</div><div class="list-authors"><a href="/search/?searchtype=author">Ada Marsh</a></div></dd></dl>`,
    'https://arxiv.org/abs/2101.00001',
  ],
  [
    "arXiv's search",
    'https://arxiv.org/search/?query=tides',
    `<li class="arxiv-result"><p class="list-title"><a href="https://arxiv.org/abs/2101.0000#N">arXiv:2101.0000#N</a></p><p class="title is-5 mathjax">TITLE</p></li>`,
    'https://arxiv.org/abs/2101.00001',
  ],
  [
    'Semantic Scholar',
    'https://www.semanticscholar.org/search?q=tides',
    `<div class="cl-paper-row"><a data-test-id="title-link" href="/paper/x/#N"><h2 class="cl-paper-title">TITLE</h2></a><span>A. Marsh</span></div>`,
    'https://www.semanticscholar.org/paper/x/1',
  ],
  [
    "ACM's search",
    'https://dl.acm.org/action/doSearch?AllField=tides',
    `<li class="search__item issue-item-container"><div class="issue-item"><h5 class="issue-item__title"><span class="hlFld-Title"><a href="/doi/10.1145/100.#N">TITLE</a></span></h5></div></li>`,
    'https://dl.acm.org/doi/10.1145/100.1',
  ],
  [
    "a Wiley journal's contents",
    'https://onlinelibrary.wiley.com/toc/15213773/2020/59/1',
    `<div class="issue-item"><a href="/doi/10.1002/x.#N" class="issue-item__title visitable"><h2>TITLE</h2></a><div class="loa">A. Marsh</div></div>`,
    'https://onlinelibrary.wiley.com/doi/10.1002/x.1',
  ],
  [
    'IEEE Xplore',
    'https://ieeexplore.ieee.org/search/searchresult.jsp?queryText=tides',
    `<div class="List-results-items"><xpl-results-item><h3><a href="/document/900#N/">TITLE</a></h3></xpl-results-item></div>`,
    'https://ieeexplore.ieee.org/document/9001/',
  ],
  [
    'ScienceDirect',
    'https://www.sciencedirect.com/search?qs=tides',
    `<ol><li class="ResultItem"><h2><a href="/science/article/pii/S00#N">TITLE</a></h2></li></ol>`,
    'https://www.sciencedirect.com/science/article/pii/S001',
  ],
  [
    'Springer',
    'https://link.springer.com/search?query=tides',
    `<li class="app-card-open" data-test="search-result-item"><h3 class="app-card-open__heading"><a href="/article/10.1007/s1-#N">TITLE</a></h3></li>`,
    'https://link.springer.com/article/10.1007/s1-1',
  ],
  [
    'JSTOR',
    'https://www.jstor.org/stable/i20000',
    `<div class="toc-item"><div><a data-qa="content title" href="/stable/100#N">TITLE</a></div></div>`,
    'https://www.jstor.org/stable/1001',
  ],
  [
    'DBLP',
    'https://dblp.org/db/conf/tides/tides2020.html',
    `<ul class="publ-list"><li class="entry inproceedings" itemscope itemtype="http://schema.org/ScholarlyArticle"><nav class="publ"><ul><li class="drop-down"><div class="head"><a href="https://doi.org/10.1145/100.#N"><img></a></div></li></ul></nav><cite class="data" itemprop="headline"><span itemprop="author"><a href="/pid/1"><span itemprop="name">Ada Marsh</span></a></span>: <span class="title" itemprop="name">TITLE.</span></cite></li></ul>`,
    'https://doi.org/10.1145/100.1',
  ],
  [
    'the ACL Anthology',
    'https://aclanthology.org/volumes/2020.tides-main/',
    `<p class="d-sm-flex align-items-stretch"><span><a class="badge" href="https://aclanthology.org/2020.tides-main.#N.pdf">pdf</a></span><span><strong><a class="align-middle" href="/2020.tides-main.#N/">TITLE</a></strong><br><a href="/people/a/ada-marsh/">Ada Marsh</a></span></p>`,
    'https://aclanthology.org/2020.tides-main.1/',
  ],
  [
    'a Goodreads shelf',
    'https://www.goodreads.com/review/list/1?shelf=read',
    `<table><tr class="bookalike review"><td class="field cover"><a href="/book/show/#N"><img></a></td><td class="field title"><a title="TITLE" href="/book/show/#N">TITLE</a></td></tr></table>`,
    'https://www.goodreads.com/book/show/1',
  ],
  [
    'Amazon',
    'https://www.amazon.com/s?k=tides',
    `<div data-component-type="s-search-result"><a href="/Tides/dp/000000000#N"><h2><span>TITLE</span></h2></a><div>by Ada Marsh | 1999</div></div>`,
    'https://www.amazon.com/Tides/dp/0000000001',
  ],
  [
    "an OJS journal's issue",
    'https://journal.example/index.php/tides/issue/view/3',
    `<div class="obj_article_summary"><h3 class="title"><a href="/index.php/tides/article/view/#N">TITLE</a></h3><div class="authors">Ada Marsh</div></div>`,
    'https://journal.example/index.php/tides/article/view/1',
  ],
  [
    'an older OJS',
    'https://journal.example/index.php/tides/issue/current',
    `<table class="tocArticle"><tr><td class="tocTitle"><a href="/article/view/#N">TITLE</a></td></tr></table>`,
    'https://journal.example/article/view/1',
  ],
  [
    'a search nobody has heard of',
    'https://catalogue.example/search?q=tides',
    `<div class="hit n#N"><div><a href="/record/#N"><b>TITLE</b></a></div><p>Marsh, A. (1999). Tides, 3.</p><a href="/cart?add=#N">Add to my list</a></div>`,
    'https://catalogue.example/record/1',
  ],
  [
    'a page of publications',
    'https://people.example/~marsh/publications.html',
    `<ul><li>A. Marsh, B. Hall: <a href="papers/#N.pdf">TITLE</a>. Journal of Tides, 2001.</li></ul>`,
    'https://people.example/~marsh/papers/1.pdf',
  ],
  [
    'microdata of several books',
    'https://books.example/tides',
    `<div itemscope itemtype="http://schema.org/Book"><a itemprop="url" href="/b/#N"><span itemprop="name">TITLE</span></a></div>`,
    'https://books.example/b/1',
  ],
  [
    'an h-feed',
    'https://notes.example/',
    `<article class="h-entry"><h2><a class="p-name u-url" href="/notes/#N">TITLE</a></h2><p>Some words.</p></article>`,
    'https://notes.example/notes/1',
  ],
])('the works of %s are listed with their links', (_, url, row, first) => {
  const items = itemsOf(url, `<main>${rows(row)}</main>`)
  expect(items?.map(({ title }) => title)).toEqual(TITLES)
  expect(items?.[0]?.url).toBe(first)
})

test('a list is a page of the web, whatever its lines say', () => {
  const { document, url } = sitePage('list')
  const draft = readDraft(document, url)
  expect(draft).toMatchObject({ title: 'Volume 3, number 2', cslType: 'webpage' })
  expect(draft.items).toHaveLength(3)
})

test('a JSON-LD ItemList is the list, in its order', () => {
  const list = {
    '@type': 'ItemList',
    itemListElement: TITLES.map((name, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      item: { '@type': 'Book', name, url: `/b/${i + 1}` },
    })),
  }
  const script = `<script type="application/ld+json">${JSON.stringify(list)}</script>`
  expect(itemsOf('https://books.example/best', '', script)).toEqual(
    TITLES.map((title, i) => ({ title, url: `https://books.example/b/${i + 1}` })),
  )
})

test('several COinS are a bibliography, with the identifiers that they name', () => {
  const spans = rows(
    `<li><cite>Marsh, A. TITLE.</cite><span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=TITLE&amp;rft_id=info:doi/10.5555/100#N"></span></li>`,
  )
  expect(itemsOf('https://catalogue.example/search?q=tides', `<ul>${spans}</ul>`)?.[0]).toEqual({
    title: TITLES[0],
    url: 'https://doi.org/10.5555/1001',
    doi: '10.5555/1001',
  })
})

test('a written-out bibliography is listed without links too', () => {
  const lines = rows('<li>Marsh, A. (1999). TITLE. <i>Journal of Tides</i>, 3(2), 1–9.</li>')
  const items = itemsOf(
    'https://people.example/bibliography',
    `<h1>Bibliography</h1><ul>${lines}</ul>`,
  )
  expect(items?.map(({ title }) => title)).toEqual(TITLES)
})

test('links are resolved by the base that a page declares', () => {
  const row =
    '<div class="obj_article_summary"><h3 class="title"><a href="a/#N">TITLE</a></h3></div>'
  const items = itemsOf('https://a.example/x/y', rows(row), '<base href="https://b.example/c/">')
  expect(items?.[0]?.url).toBe('https://b.example/c/a/1')
})

const RELATED = `<section><h2>Related articles</h2>${rows(
  '<div class="card"><h3><a href="/article/#N">TITLE</a></h3><p>A. Marsh, Tides, 1999</p></div>',
)}</section>`
const REFERENCES = `<h2>References</h2><ol>${rows(
  '<li>Marsh, A. (1999). <a href="https://doi.org/10.5555/100#N">TITLE</a>. Tides, 3.</li>',
)}</ol>`
const PROSE = `<article><h1>What the harbour knew</h1>${'<p>The lamps were lit late that year, and nobody asked why. The keeper wrote it down all the same, as he had always done.</p>'.repeat(12)}</article>`

test.each<[string, string, string]>([
  ['tags made for citing', `<meta name="citation_title" content="What the harbour knew">`, RELATED],
  [
    'a JSON-LD article beside a list of others',
    `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"What the harbour knew"},{"@type":"ItemList","itemListElement":[{"@type":"ListItem","name":"One thing","url":"/1"},{"@type":"ListItem","name":"Another thing","url":"/2"}]}]}</script>`,
    RELATED,
  ],
  ['nothing for machines, but prose before what is related', '', PROSE + RELATED],
  ['nothing for machines, but prose before its references', '', PROSE + REFERENCES],
  [
    'an article of Open Graph in a known layout',
    '<meta property="og:type" content="book">',
    rows('<div class="obj_article_summary"><h3 class="title"><a href="/a/#N">TITLE</a></h3></div>'),
  ],
  ['a menu of many links', '', `<ul>${rows('<li><a href="/#N">TITLE</a></li>')}</ul>${PROSE}`],
  [
    'a bread crumb',
    `<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home","item":"/"},{"@type":"ListItem","name":"News","item":"/news"}]}</script>`,
    PROSE,
  ],
])('a page about one work is no list: %s', (_, head, body) => {
  expect(itemsOf('https://harbour.example/articles/lamps', body, head)).toBeUndefined()
})

test('of a list of 700 works the first 500 are kept', () => {
  const row = (i: number) =>
    `<div class="obj_article_summary"><h3 class="title"><a href="/a/${i}">The ${i}th tide</a></h3></div>`
  const items = itemsOf(
    'https://a.example/issue',
    Array.from({ length: 700 }, (_, i) => row(i)).join(''),
  )
  expect(items).toHaveLength(500)
})
