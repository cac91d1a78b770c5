import { expect, test } from 'vitest'
import { arxivIdOf, doiOfArxiv } from './arxiv.ts'

test.each([
  ['1706.03762', '1706.03762'],
  ['1706.03762v5', '1706.03762'],
  ['arXiv:1706.03762v5 [cs.CL]', '1706.03762'],
  ['0704.0001', '0704.0001'],
  ['hep-th/9901001', 'hep-th/9901001'],
  ['math.GT/0309136', 'math/0309136'],
  ['https://arxiv.org/abs/1706.03762v5', '1706.03762'],
  ['http://www.arxiv.org/pdf/1706.03762.pdf', '1706.03762'],
  ['https://arxiv.org/pdf/hep-th/9901001v2', 'hep-th/9901001'],
  ['https://ar5iv.labs.arxiv.org/html/1706.03762', '1706.03762'],
  ['https://huggingface.co/papers/1706.03762', '1706.03762'],
  ['10.48550/arXiv.1706.03762', '1706.03762'],
  ['https://doi.org/10.48550/arXiv.1706.03762', '1706.03762'],
])('%s is arXiv %s', (text, id) => {
  expect(arxivIdOf(text)).toBe(id)
})

test.each([
  '1713.03762',
  '1706.037',
  'foo/9901001',
  'https://example.org/abs/1706.03762',
  'https://arxiv.org/list/cs',
  '',
])('%s is nothing of arXiv', (text) => {
  expect(arxivIdOf(text)).toBeUndefined()
})

test("an id and arXiv's own DOI for it are the same work", () => {
  expect(arxivIdOf(doiOfArxiv('math/0309136'))).toBe('math/0309136')
})
