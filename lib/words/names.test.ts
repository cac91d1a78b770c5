import { expect, it } from 'vitest'
import type { Author } from '../schema/author.ts'
import { authorNames } from './names.ts'

const person = (given: string, family: string): Author => ({ given, family, role: 'author' })
const ashish = person('Ashish', 'Vaswani')
const noam = person('Noam', 'Shazeer')
const niki = person('Niki', 'Parmar')

it('names everybody up to three', () => {
  expect(authorNames([], 'short')).toBe('')
  expect(authorNames([ashish], 'full')).toBe('Ashish Vaswani')
  expect(authorNames([ashish, noam, niki], 'short')).toBe('Vaswani, Shazeer, Parmar')
})

it('names two of more than three and counts the others', () => {
  const eight = [ashish, noam, ...Array.from({ length: 6 }, () => niki)]
  expect(authorNames(eight, 'short')).toBe('Vaswani, Shazeer, +6')
  expect(authorNames(eight, 'full')).toBe('Ashish Vaswani, Noam Shazeer, +6')
})

it('keeps a name whole that must not be split', () => {
  expect(authorNames([{ literal: 'ATLAS Collaboration', role: 'author' }], 'short')).toBe(
    'ATLAS Collaboration',
  )
})

it('leaves editors to works without an author', () => {
  const editor: Author = { given: 'Ada', family: 'Editor', role: 'editor' }
  expect(authorNames([editor, ashish], 'short')).toBe('Vaswani')
  expect(authorNames([editor], 'full')).toBe('Ada Editor')
})

it('passes over a person with no name at all', () => {
  expect(authorNames([{ role: 'author' }, ashish], 'full')).toBe('Ashish Vaswani')
})
