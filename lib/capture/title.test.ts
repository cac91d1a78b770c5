import { expect, test } from 'vitest'
import { plain } from './plain.ts'
import { titled } from './title.ts'
import { isWall } from './wall.ts'

test.each([
  ['The <i>Drosophila</i> genome', 'The Drosophila genome'],
  ['H&lt;sub&gt;2&lt;/sub&gt;O &amp;amp; tea', 'H2O & tea'],
  ['Caf&eacute; &#8211; &#x3b1;-helix &alpha;', 'Café – α-helix α'],
  ['<p>One</p><p>Two</p>', 'One Two'],
  ['<mml:math><mml:mi>x</mml:mi></mml:math> rising', 'x rising'],
  ['for a < b and c > d', 'for a < b and c > d'],
  ['A Vector<T> of List<String>', 'A Vector<T> of List<String>'],
  ['&nosuch; &amp', '&nosuch; &amp'],
  ['&lt;&lt;b&gt;script&gt;alert(1)&lt;/script&gt;', 'alert(1)'],
  [' a \n\t b\u200b ', 'a b'],
])('%s reads as %s', (markup, text) => {
  expect(plain(markup)).toBe(text)
})

test.each([
  ['Tea | The Harbour Gazette', ['The Harbour Gazette'], 'x.example', 'Tea'],
  ['Tea - harbourgazette', [], 'www.harbourgazette.example', 'Tea'],
  ['The Atlantic - Green tea', [], 'www.theatlantic.example', 'Green tea'],
  ['Tea - News - The Atlantic', ['News'], 'www.theatlantic.example', 'Tea'],
  ['Tea | AOC - Facts and Figures', ['AOC - Facts and Figures'], 'x.example', 'Tea'],
  ['Weekly notes [Gazette]', ['Gazette'], 'x.example', 'Weekly notes'],
  ['Cause - and effect', ['Gazette'], 'x.example', 'Cause - and effect'],
  ['Nature', ['Nature'], 'nature.example', 'Nature'],
  ['Well-being: a study', [], 'well.example', 'Well-being: a study'],
])('"%s" of %s at %s is titled %s', (text, names, host, title) => {
  expect(titled(text, names, host)?.title).toBe(title)
})

test.each([
  'Just a moment...',
  'Attention Required! | Cloudflare',
  'Access Denied',
  '403 Forbidden',
  '404 - Page Not Found',
  'Are you a robot?',
  'Robot Check',
  'Security check',
  'Checking your browser before accessing journals.example',
  'Please wait...',
  'Sign in',
  'Log in required',
  'Redirecting',
  'Client Challenge',
  'Human Verification',
  'Error',
])('"%s" is a wall', (title) => {
  expect(isWall(title)).toBe(true)
  expect(titled(title, [], 'x.example')).toBeUndefined()
})

test.each([
  'Just a Moment in Time',
  'Error correction in DNA replication',
  'Access denied: how borders work',
  '404 days at sea',
  'Robot checkers',
  'Please wait your turn: queues in theory and practice of modern hospitals',
  'Security check-lists for surgeons',
])('"%s" is a title', (title) => {
  expect(isWall(title)).toBe(false)
})
