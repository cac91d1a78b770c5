import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import { readDraft } from './read-draft.ts'

function read(url: string, head: string, body = '') {
  return readDraft(
    documentOf(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`),
    url,
  )
}

test("ScienceDirect's authors are read off the page, also behind a library's proxy", () => {
  const tags =
    '<meta name="citation_title" content="Seas"><meta name="citation_doi" content="10.1016/j.sea.1">'
  const byline =
    '<div class="author-group"><button><span class="given-name">Ada</span> <span class="text surname">van Marsh</span></button><button><span class="surname">Li</span></button></div>'
  for (const host of ['www.sciencedirect.com', 'www-sciencedirect-com.proxy.example'])
    expect(read(`https://${host}/science/article/pii/S1`, tags, byline).authors).toEqual([
      { family: 'van Marsh', given: 'Ada', role: 'author' },
      { family: 'Li', role: 'author' },
    ])
})

test('the record that JSTOR keeps for its counters is read', () => {
  const script = `<script>gaData.user = {"id":"1"}; gaData.content = { "contentName" : "Journal of Seas", "objectDOI" : "10.2307/12345", "contentType" : "journal", "contentIssue" : "Vol. 45, No. 3 (Jul., 2001), pp. 580-598", "itemTitle":"Lamps {and} harbours", };</script>`
  expect(read('https://www.jstor.org/stable/12345', script)).toMatchObject({
    title: 'Lamps {and} harbours',
    cslType: 'article-journal',
    containerTitle: 'Journal of Seas',
    volume: '45',
    issue: '3',
    pages: '580-598',
    publishingDate: '2001-07',
    doi: '10.2307/12345',
  })
})

test('the record that IEEE Xplore keeps for its scripts is read', () => {
  const record = {
    title: 'Lamps by night',
    authors: [{ firstName: 'Ada', lastName: 'Marsh', name: 'Ada Marsh' }, { name: 'Bo Li' }],
    doi: '10.1109/5.1',
    publicationTitle: '2019 Conference on Lamps',
    publicationDate: '3-5 June 2019',
    startPage: '1',
    endPage: '6',
    contentType: 'conferences',
    issn: [{ value: '0028-0836' }],
  }
  const script = `<script>xplGlobal.document.metadata=${JSON.stringify(record)};</script>`
  expect(read('https://ieeexplore.ieee.org/document/1', script)).toMatchObject({
    title: 'Lamps by night',
    cslType: 'paper-conference',
    authors: [
      { family: 'Marsh', given: 'Ada' },
      { family: 'Li', given: 'Bo' },
    ],
    containerTitle: '2019 Conference on Lamps',
    pages: '1-6',
    year: 2019,
    doi: '10.1109/5.1',
    issn: ['0028-0836'],
  })
})

test('PubMed gives names in full where it shows them, and initials behind the family in its older pages', () => {
  const newer =
    '<div id="full-view-heading"><button id="full-view-journal-trigger" title="Journal of Seas">J Seas</button><div class="authors-list"><a class="full-name">Ada B Marsh</a><a class="full-name">Bo Li</a></div></div>'
  const older =
    '<div class="rprt"><div class="cit"><a title="Journal of Seas.">J Seas.</a> 2015 Mar 12;56:120-131. doi: 10.5555/s.1.</div><h1>Seas.</h1><div class="auths"><a href="?term=Marsh">Marsh AB</a>, <a href="?term=Li">Li B</a></div></div>'
  for (const body of [newer, older])
    expect(read('https://pubmed.ncbi.nlm.nih.gov/25817406/', '', body)).toMatchObject({
      authors: [{ family: 'Marsh' }, { family: 'Li' }],
      containerTitle: 'Journal of Seas',
      cslType: 'article-journal',
      pmid: '25817406',
    })
})

test('a repository is software by its owner, and an issue of it a post', () => {
  const page =
    '<title>marsh/lamps: Lamps for harbours</title><meta property="og:site_name" content="GitHub">'
  expect(read('https://github.com/marsh/lamps', page)).toMatchObject({
    title: 'marsh/lamps',
    cslType: 'software',
    authors: [{ literal: 'marsh' }],
    containerTitle: 'GitHub',
  })
  expect(read('https://github.com/marsh/lamps/issues/1', page).cslType).toBe('post')
})

test('a patent names its inventors, not its owner among them', () => {
  const head =
    '<meta name="DC.title" content="Lamp"><meta name="DC.date" content="2004-01-02" scheme="dateSubmitted"><meta name="DC.date" content="2006-02-14" scheme="issue"><meta name="DC.contributor" content="Ada Marsh" scheme="inventor"><meta name="DC.contributor" content="Lamp Corp" scheme="assignee">'
  expect(read('https://patents.google.com/patent/US1/en', head)).toMatchObject({
    cslType: 'patent',
    authors: [{ family: 'Marsh', given: 'Ada' }],
    publishingDate: '2006-02-14',
    institution: 'Lamp Corp',
  })
})

test("a book of a shop is read without the shop's words", () => {
  const body =
    '<h1><span id="productTitle"> Lamps by Night </span></h1><div id="bylineInfo">by <span class="author"><a>Ada Marsh</a> (Author)</span> <span class="author"><a>Bo Li</a> (Illustrator)</span></div><div id="rpi-attribute-book_details-publisher"><div class="rpi-attribute-value">Harbour Press</div></div><div id="rpi-attribute-book_details-isbn13"><div class="rpi-attribute-value">978-0306406157</div></div><div id="rpi-attribute-book_details-publication_date"><div class="rpi-attribute-value">April 22, 2008</div></div>'
  expect(
    read('https://www.amazon.co.uk/dp/0306406152', '<title>Lamps: Amazon.co.uk</title>', body),
  ).toMatchObject({
    title: 'Lamps by Night',
    cslType: 'book',
    authors: [{ family: 'Marsh', given: 'Ada', role: 'author' }],
    publisher: 'Harbour Press',
    isbn13: '9780306406157',
    publishingDate: '2008-04-22',
  })
})
