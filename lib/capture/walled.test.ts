import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import { readDraft } from './read-draft.ts'
import { isWall } from './wall.ts'

const URL_HERE = 'https://journals.example/doi/full/10.1080/23311932.2015.1117749'
const read = (html: string, url = URL_HERE) =>
  readDraft(documentOf(`<!doctype html><html><head></head><body>${html}</body></html>`), url)

test.each([
  [
    'Cloudflare',
    '<title>Just a moment...</title><div id="challenge-error-text">Enable JavaScript</div>',
  ],
  [
    'Cloudflare, blocked',
    '<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>',
  ],
  ['Cloudflare in German', '<title>Nur einen Moment…</title>'],
  [
    'Akamai',
    "<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access this. Reference #18.2d",
  ],
  [
    'PerimeterX',
    '<title>journals.example</title><h1>Before we continue</h1><div id="px-captcha"></div><p>Press & Hold to confirm you are a human</p>',
  ],
  [
    'DataDome',
    '<title>journals.example</title><p>Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>',
  ],
  [
    'Incapsula',
    '<title></title><iframe src="/_Incapsula_Resource?x">Request unsuccessful. Incapsula incident ID: 1</iframe>',
  ],
  [
    'Amazon',
    '<title>Amazon.com</title><h4>Enter the characters you see below</h4><form action="/errors/validateCaptcha"></form>',
  ],
  ['Robot check', '<title>Robot Check</title>'],
  [
    'a login',
    '<title>Harbour Press</title><h1>Welcome back</h1><form><input name="u"><input type="password"></form>',
  ],
  ['a titled login', '<title>Sign in | Harbour Press</title><h1>Use your institution</h1>'],
  ['an error', '<title>404 - Page not found | Harbour Press</title><h1>Oops</h1>'],
  ['an error in French', '<title>Page introuvable</title>'],
  ['an error in Japanese', '<title>ページが見つかりません</title>'],
  [
    'an error that only its text tells',
    '<title>Harbour Press</title><h1>Hm</h1><p>The page you requested could not be found.</p>',
  ],
  ['a consent', '<title>Before you continue to YouTube</title>'],
  [
    'a page for JavaScript',
    '<title>Harbour</title><div>You need to enable JavaScript to run this app.</div>',
  ],
])('behind %s only the address speaks', (_, html) => {
  const draft = read(html)
  expect(draft.doi).toBe('10.1080/23311932.2015.1117749')
  expect(draft.title).toBe('journals.example/doi/full/10.1080/23311932.2015.1117749')
  expect(draft).not.toHaveProperty('authors')
  expect(draft).not.toHaveProperty('items')
})

test('behind a wall an arXiv address is still the preprint', () => {
  const draft = read('<title>Just a moment...</title>', 'https://arxiv.org/abs/1706.03762v5')
  expect(draft).toMatchObject({ arxivId: '1706.03762', workType: 'paper' })
})

const PROSE =
  '<p>The lamps were lit late that year, and nobody asked the keeper why he did it.</p>'.repeat(40)

test.each([
  [
    'with tags made for citing',
    '<meta name="citation_title" content="The lamps"><title>The lamps</title><div id="px-captcha"></div>',
  ],
  [
    'with a login in its corner',
    `<title>The lamps</title><h1>The lamps</h1>${PROSE}<input type="password">`,
  ],
  [
    'about being blocked',
    `<title>The lamps</title><h1>The lamps</h1>${PROSE}<p>You have been blocked, said the keeper.</p>`,
  ],
])('a page %s is no wall', (_, html) => {
  expect(read(html).title).toBe('The lamps')
})

test.each([
  'Zugriff verweigert',
  'Página no encontrada',
  'Доступ запрещён',
  '请稍候…',
  'Vercel Security Checkpoint',
  'Session expired',
])('"%s" is a wall', (title) => expect(isWall(title)).toBe(true))

test.each([
  'Sorry We Missed You',
  'Blocked numbers',
  'Un momento de paz',
  'Fehlerkultur',
  'Login to the sea',
])('"%s" is a title', (title) => expect(isWall(title)).toBe(false))
