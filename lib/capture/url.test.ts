import { expect, test } from 'vitest'
import { cleanAddress, lastingAddress } from './url.ts'

test.each([
  ['https://a.example/x?utm_source=m&id=1&fbclid=2', 'https://a.example/x?id=1'],
  ['https://a.example/x?q=a%20b&utm_medium=m', 'https://a.example/x?q=a%20b'],
  ['https://a.example/x?utm_source=m', 'https://a.example/x'],
  ['https://a.example:443/x#section', 'https://a.example/x'],
  ['https://a.example/#!/route', 'https://a.example/#!/route'],
  ['https://me:secret@a.example/x', 'https://a.example/x'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['file:///x', undefined],
  [`https://a.example/${'x'.repeat(9_000)}`, undefined],
  ['', undefined],
])('%s is cleaned to %s', (address, clean) => {
  expect(cleanAddress(address)).toBe(clean)
})

const here = new URL('https://www.a.co.uk/deep/page?x=1')

test.each([
  ['/deep/page', 'https://www.a.co.uk/deep/page'],
  ['//m.a.co.uk/deep/page', 'https://a.co.uk/deep/page'],
  ['https://doi.org/10.5555/1', 'https://doi.org/10.5555/1'],
  ['https://b.co.uk/deep/page', undefined],
  ['/', undefined],
  ['https://www.a.co.uk/?id=1', 'https://www.a.co.uk/?id=1'],
  ['javascript:alert(1)', undefined],
])('a page at www.a.co.uk/deep/page may claim %s: %s', (claimed, address) => {
  expect(lastingAddress(claimed, here)).toBe(address)
})
