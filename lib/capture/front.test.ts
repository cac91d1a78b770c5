import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { documentOf } from '../testing/site-page.ts'
import { frontOf } from './front.ts'

const page = (body: string) =>
  documentOf(`<!doctype html><html lang="en"><head></head><body>${body}</body></html>`)

test('a page of usual size is looked at itself', () => {
  const document = page('<p>Lamps</p>'.repeat(5_000))
  expect(frontOf(document)).toBe(document)
})

/** linkedom, which the other tests use, does not know `getElementsByTagName('*')`. */
function largePage(body: string): Document {
  const { document } = new Window()
  document.write(`<html><head><title>The lamps</title></head><body>${body}</body></html>`)
  return document as unknown as Document // happy-dom's own types of the same DOM
}

test('of a page of 40,000 elements the front is copied, and it is untouched', () => {
  const document = largePage('<p>Lamps</p>'.repeat(40_000))
  const front = frontOf(document)
  expect(front.querySelectorAll('p').length).toBeLessThan(20_000)
  expect(front.querySelector('p')?.textContent).toBe('Lamps')
  expect(document.querySelectorAll('p')).toHaveLength(40_000)
  expect(front.title).toBe('The lamps')
})
