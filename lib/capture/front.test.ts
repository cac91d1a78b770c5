import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import { frontOf } from './front.ts'
import { readDraft } from './read-draft.ts'

const page = (body: string) =>
  documentOf(
    `<!doctype html><html lang="en"><head><meta name="citation_title" content="The lamps"></head><body>${body}</body></html>`,
  )

test('a page of usual size is looked at itself', () => {
  const document = page('<p>Lamps</p>'.repeat(5_000))
  expect(frontOf(document)).toBe(document)
})

test('of a page of 40,000 elements the front is copied, and it is untouched', () => {
  const document = page('<p>Lamps</p>'.repeat(40_000))
  const front = frontOf(document)
  expect(front.querySelectorAll('p').length).toBeLessThan(20_000)
  expect(front.querySelector('p')?.textContent).toBe('Lamps')
  expect(document.querySelectorAll('p')).toHaveLength(40_000)
  expect(readDraft(document, 'https://lamps.example/x').title).toBe('The lamps')
})
