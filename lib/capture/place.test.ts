import { expect, test } from 'vitest'
import { identities } from './identity.ts'
import { originalPlace } from './place.ts'
import { lastingAddress } from './url.ts'

const same = (a: string, b: string) => {
  const keys = new Set(identities({ url: a }).map(({ value }) => value))
  return identities({ url: b }).some(({ value }) => keys.has(value))
}

test.each([
  [
    'https://www.nature.com/articles/x',
    'https://www.nature.com/articles/x?utm_source=mail&fbclid=1#Sec2',
  ],
  ['https://www.nature.com/articles/x', 'http://nature.com/articles/x/'],
  [
    'https://www.nature.com/articles/x',
    'https://www.nature.com/articles/x?error=cookies_not_supported&code=ab-12',
  ],
  [
    'https://www.nature.com/articles/x',
    'https://www-nature-com.ezproxy.lib.example.edu/articles/x',
  ],
  ['https://www.nature.com/articles/x', 'https://www.nature.com.libproxy.example.edu/articles/x'],
  ['https://www.nature.com/articles/x', 'http://0-www.nature.com.library.example.edu/articles/x'],
  [
    'https://www.nature.com/articles/x',
    'https://www-nature-com.eu1.proxy.openathens.net/articles/x',
  ],
  [
    'https://www.nature.com/articles/x',
    'https://login.ezproxy.example.edu/login?url=https://www.nature.com/articles/x',
  ],
  [
    'https://www.nature.com/articles/x',
    'https://go.openathens.net/redirector/example.edu?url=https%3A%2F%2Fwww.nature.com%2Farticles%2Fx',
  ],
  [
    'https://www.nature.com/articles/x',
    'https://web.archive.org/web/20200101000000/https://www.nature.com/articles/x',
  ],
  [
    'https://www.nature.com/articles/x',
    'https://archive.ph/20200101/https://www.nature.com/articles/x',
  ],
  ['https://a-b.example.org/x', 'https://a--b-example-org.idm.oclc.org/x'],
  ['https://www.lamps.org/x', 'https://www-lamps-org.translate.goog/x?_x_tr_sl=de&_x_tr_tl=en'],
  ['https://www.lamps.org/x', 'https://www.google.com/amp/s/www.lamps.org/x/amp/'],
  ['https://www.lamps.org/x', 'https://www-lamps-org.cdn.ampproject.org/c/s/www.lamps.org/x'],
  ['https://lamps.org/x.html', 'https://lamps.org/x.amp.html'],
  ['https://lamps.org/x', 'https://lamps.org/x?outputType=amp'],
  ['https://en.wikipedia.org/wiki/Lamp', 'https://en.m.wikipedia.org/wiki/Lamp'],
  ['https://lamps.org/x', 'https://m.lamps.org/x'],
])('%s and %s are one page', (a, b) => {
  expect(same(a, b)).toBe(true)
  expect(same(b, a)).toBe(true)
})

test.each([
  ['https://lamps.org/x?id=1', 'https://lamps.org/x?id=2'],
  ['https://lamps.org/watch?v=a', 'https://lamps.org/watch?v=b'],
  ['https://lamps.org/?p=1', 'https://lamps.org/'],
  ['https://lamps.org/#!/a', 'https://lamps.org/#!/b'],
  ['https://lamps.org/x', 'https://tides.org/x'],
  ['https://ada.lamps.org/x', 'https://bo.lamps.org/x'],
  ['https://lamps.org/a', 'https://lamps.org/b'],
  [
    'https://web.archive.org/web/2020/https://lamps.org/a',
    'https://web.archive.org/web/2020/https://lamps.org/b',
  ],
  ['https://www-lamps-org.ezproxy.example.edu/x', 'https://www-tides-org.ezproxy.example.edu/x'],
  ['https://search.example/?q=lamps', 'https://search.example/?q=tides'],
  ['https://lamps.org/amp', 'https://lamps.org/'],
  ['https://de.wikipedia.org/wiki/Lamp', 'https://en.wikipedia.org/wiki/Lamp'],
])('%s and %s are two pages', (a, b) => {
  expect(same(a, b)).toBe(false)
})

test.each([
  'https://my-site-com.github.io/x',
  'https://proxy.example.org/x',
  'https://www.nature.com/articles/x?url=https://a.example/',
  'https://lamps.org/login?url=https://tides.org/x',
  'https://m.org/x',
])('%s stands before no other', (address) => {
  expect(originalPlace(new URL(address)).href).toBe(address)
})

const here = new URL('https://www.lamps.org/article.php?id=5')
test.each([
  ['https://www.lamps.org/article.php', undefined],
  ['https://www.lamps.org/', undefined],
  ['https://tides.org/article.php?id=5', undefined],
  ['/lamps/of-the-harbour', 'https://www.lamps.org/lamps/of-the-harbour'],
  ['https://web.archive.org/web/2020/https://www.lamps.org/lamps', 'https://www.lamps.org/lamps'],
])('a page that claims %s lasts at %s', (claimed, lasts) => {
  expect(lastingAddress(claimed, here)).toBe(lasts)
})
