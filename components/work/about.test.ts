import { expect, it } from 'vitest'
import { attention, workWith } from '../testing/works.ts'
import { inOneLine, venueOf, whoAndWhen } from './about.ts'

it('tells who and when', () => {
  expect(whoAndWhen(attention)).toBe('Ashish Vaswani, Noam Shazeer, +6 · 2017')
  expect(whoAndWhen(workWith({ year: 1948 }))).toBe('1948')
  expect(whoAndWhen(workWith())).toBe('')
})

it('tells a work on one line with what is known', () => {
  expect(inOneLine(workWith({ ...attention, containerTitle: null }))).toBe(
    'Vaswani, Shazeer, +6 · 2017 · arXiv',
  )
  expect(inOneLine(workWith({ year: -300, containerTitle: 'Elements' }))).toBe('-300 · Elements')
})

it('tells a page of nobody by its site', () => {
  expect(inOneLine(workWith({ url: 'https://example.org/a' }))).toBe('example.org')
  expect(inOneLine(workWith())).toBe('')
})

it('takes the nearest thing to a venue, and none where there is none', () => {
  expect(venueOf(workWith({ containerTitle: '', institution: 'ETH Zürich', publisher: 'x' }))).toBe(
    'ETH Zürich',
  )
  expect(venueOf(workWith())).toBeNull()
})
