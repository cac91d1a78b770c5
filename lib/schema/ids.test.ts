import { expect, it } from 'vitest'
import { pdfAnnotationId, webAnnotationId } from './annotation-target.ts'
import { edgeId, RELATIONS } from './edge.ts'

/*
 * Test vectors: uuid5(9c597c08-a989-46b9-b3a8-78aa17fa0708, text), made with Python's uuid module.
 * Ids that are in libraries never change, so neither may these.
 */

const a = '11111111-1111-4111-8111-111111111111'
const b = '22222222-2222-4222-8222-222222222222'

it('F42 gives an edge the id of its relation and its ends', () => {
  expect(edgeId('contains', a, b)).toBe('6fd02b91-f660-5741-9c70-24b5d40a378c')
  expect(edgeId('contains', b, a)).toBe('5f7828b3-b8c4-59d6-b2b4-aa9e9f754942')
})

it('F42 gives a relation without a direction one id from both ends, and only that', () => {
  expect(edgeId('relatedTo', a, b)).toBe('81da90d6-7cbe-56af-a305-79610c61f0c4')
  expect(edgeId('relatedTo', b, a)).toBe(edgeId('relatedTo', a, b))
  const both = RELATIONS.flatMap((relation) => [edgeId(relation, a, b), edgeId(relation, b, a)])
  expect(new Set(both).size).toBe(2 * RELATIONS.length - 1)
})

const first = { x: 0.1, y: 0.2, width: 0.3, height: 0.04 }
const second = { x: 0.1, y: 0.25, width: 0.12345678, height: 0.04 }
const place = { sha256: '0123456789abcdef'.repeat(4), page: 3 }

it('F43 gives a place in a PDF the id of its file, page, shape and rectangles', () => {
  const rects = [first, second]
  expect(pdfAnnotationId({ ...place, type: 'highlight', rects })).toBe(
    '90f118cb-985a-567f-bfed-860b4780b11d',
  )
  expect(pdfAnnotationId({ ...place, type: 'rectangle', rects })).toBe(
    '7a9838c1-9911-5c37-954e-fb2a36e6e326',
  )
})

it('F43 the order of rectangles and what no eye sees say nothing', () => {
  const again = [second, { ...first, x: 0.1 + 0.2 - 0.2000000001 }]
  const id = pdfAnnotationId({ ...place, type: 'highlight', rects: [first, second] })
  expect(pdfAnnotationId({ ...place, type: 'highlight', rects: again })).toBe(id)
  const moved = [{ ...first, x: 0.1002 }, second]
  expect(pdfAnnotationId({ ...place, type: 'highlight', rects: moved })).not.toBe(id)
})

const quote = {
  canonicalUrl: 'https://example.org/paper',
  exact: 'all happy families',
  prefix: 'text before it that goes on for',
  suffix: 'and what comes after: more than',
}

it('F43 gives a place in a web page the id of its address and its words', () => {
  expect(webAnnotationId(quote)).toBe('b324f7d5-71e8-57e6-a1ed-f33c58441edd')
  const odd = { canonicalUrl: 'https://example.org/', exact: 'größer ∀x', prefix: '', suffix: '' }
  expect(webAnnotationId(odd)).toBe('cd463060-e3f4-55e9-8a9a-c324da0fe56e')
})

it('F43 white space and text further away say nothing, the text beside it does', () => {
  const id = webAnnotationId(quote)
  const spaced = { exact: ' all\n  happy\tfamilies ', suffix: `${quote.suffix}\n thirty-two` }
  expect(webAnnotationId({ ...quote, ...spaced })).toBe(id)
  expect(webAnnotationId({ ...quote, prefix: `a very long story ${quote.prefix}` })).toBe(id)
  expect(webAnnotationId({ ...quote, prefix: 'elsewhere' })).not.toBe(id)
  expect(webAnnotationId({ ...quote, suffix: 'elsewhere' })).not.toBe(id)
})

it('F43 cuts no letter in two', () => {
  const letters = '𝔸'.repeat(40)
  const cut = { ...quote, prefix: letters, suffix: letters }
  const short = { ...quote, prefix: '𝔸'.repeat(32), suffix: '𝔸'.repeat(32) }
  expect(webAnnotationId(cut)).toBe(webAnnotationId(short))
})
