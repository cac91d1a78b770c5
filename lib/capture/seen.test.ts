import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import { readDraft } from './read-draft.ts'

function read(
  body: string,
  { head = '', lang = 'en', url = 'https://harbour.example/lamps' } = {},
) {
  const html = `<!doctype html><html lang="${lang}"><head><title>The lamps of the harbour | Gazette</title>${head}</head><body>${body}</body></html>`
  return readDraft(documentOf(html), url)
}
const authorsOf = (body: string, head = '') =>
  read(body, { head }).authors?.map(({ given, family, literal }) => literal ?? `${given} ${family}`)

const H1 = '<h1>The lamps of the harbour</h1>'
const TEXT = '<p>The lamps were lit late that year, and nobody asked the keeper why he did it.</p>'

test.each<[string, string, string[] | undefined]>([
  ['below the heading', `${H1}<p>By <a href="/staff/1">Ada Marsh</a></p>${TEXT}`, ['Ada Marsh']],
  ['above it', `<p>Von <strong>Uta Held</strong> | 27.01.2022</p>${H1}${TEXT}`, ['Uta Held']],
  ['in the middle of a line', `${H1}<div>Posted on May 3, 2020 by Ada Marsh</div>`, ['Ada Marsh']],
  [
    'beside a date, with nothing to introduce it',
    `${H1}<small>04.02.2022 | 13:10 | Uta Held</small>`,
    ['Uta Held'],
  ],
  [
    'at the end of the text',
    `${H1}${TEXT.repeat(30)}<p><em>Text: Ada Marsh</em></p>`,
    ['Ada Marsh'],
  ],
  [
    'only in what else there is to read',
    `${H1}${TEXT.repeat(30)}<aside><p>By Ada Marsh</p></aside>`,
    undefined,
  ],
  [
    'of three other texts',
    `${H1}${TEXT.repeat(30)}${['Ada Marsh', 'Uta Held', 'Bo Hall'].map((name) => `<p>By ${name}</p>`).join('')}`,
    undefined,
  ],
])('a byline %s', (_, body, authors) => {
  expect(authorsOf(body)).toEqual(authors)
})

test('a person who signs is believed before a house that its tags name', () => {
  expect(
    authorsOf(`${H1}<p>By Ada Marsh</p>`, '<meta name="author" content="Gazette Media Ltd">'),
  ).toEqual(['Ada Marsh'])
})

test('who a system fills in is nobody', () => {
  expect(authorsOf(`${H1}<p>By Ada Marsh</p>`, '<meta name="author" content="admin">')).toEqual([
    'Ada Marsh',
  ])
  expect(authorsOf(H1, '<meta name="author" content="No Author">')).toBeUndefined()
})

test('cards for sharing name the author too', () => {
  const card =
    '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Marsh">'
  expect(authorsOf(H1, card)).toEqual(['Ada Marsh'])
})

test.each<[string, string, { lang?: string; head?: string; url?: string }, string | undefined]>([
  ['below the heading', `${H1}<p>3 May 2020</p>`, {}, '2020-05-03'],
  [
    'of publication, not of a change',
    `${H1}<p>Updated 5 May 2020</p><p>Published 3 May 2020</p>`,
    {},
    '2020-05-03',
  ],
  ['by the language', `${H1}<p>03/05/2020</p>`, { lang: 'fr' }, '2020-05-03'],
  ['by the language of the States', `${H1}<p>05/03/2020</p>`, { lang: 'en-US' }, '2020-05-03'],
  ['by the host', `${H1}<p>03/05/2020</p>`, { url: 'https://harbour.co.uk/lamps' }, '2020-05-03'],
  ['that could be either', `${H1}<p>03/05/2020</p>`, {}, '2020'],
  [
    'by another date',
    `${H1}<p>05/03/2020</p>`,
    { head: '<meta name="date" content="2020-05-03">' },
    '2020-05-03',
  ],
  [
    'by a date with points',
    `${H1}<p>Erstellt am: 01.11.2023</p>`,
    { head: '<meta name="date" content="11/01/2023 12:43">', lang: 'de' },
    '2023-11-01',
  ],
  ['in the address', H1, { url: 'https://harbour.example/2014/05/18/lamps' }, '2014-05-18'],
  [
    'in a tag of its own name',
    H1,
    { head: '<meta name="article_date_original" content="2020-05-03T10:00:00Z">' },
    '2020-05-03',
  ],
])('a day %s', (_, body, about, day) => {
  expect(read(body, about).publishingDate).toBe(day)
})

test.each([
  ['<h1><small>Harbour</small><br>The lamps of the harbour</h1>', 'The lamps of the harbour'],
  [
    '<h1><span class="topline">Night</span><span class="colon">: </span>The lamps of the harbour</h1>',
    'The lamps of the harbour',
  ],
  ['<h1><a href="/">Gazette</a></h1><h2>The lamps of the harbour</h2>', 'The lamps of the harbour'],
  ['<h1 class="section">Brasilia</h1>', 'The lamps of the harbour'],
  [
    '<h1>How the lamps of the old harbour were kept</h1>',
    'How the lamps of the old harbour were kept',
  ],
])('%s is titled %s', (body, title) => {
  expect(read(body, { head: '<meta property="og:site_name" content="Gazette">' }).title).toBe(title)
})
