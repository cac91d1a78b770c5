import { expect, test } from 'vitest'
import { parsePage } from './saved-page.ts'

const LATIN1 = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['UTF-8', Buffer.from('<html><title>Café 茶</title></html>'), 'Café 茶'],
  [
    'a declared encoding',
    LATIN1('<html><meta charset="iso-8859-1"><title>Café</title></html>'),
    'Café',
  ],
  ['none at all', LATIN1('<html><title>Café</title></html>'), 'Café'],
  [
    'one that nobody knows',
    LATIN1('<html><meta charset="no-such"><title>Café</title></html>'),
    'Café',
  ],
  ['a fragment', Buffer.from('<title>Café</title>'), 'Café'],
])('a page in %s is decoded', (_, bytes, title) => {
  expect(parsePage(bytes).querySelector('title')?.textContent).toBe(title)
})
