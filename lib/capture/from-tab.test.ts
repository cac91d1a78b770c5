import { expect, test } from 'vitest'
import { fromTab } from './from-tab.ts'

test('a PDF on arXiv is known by the id in its address', () => {
  expect(
    fromTab({ title: '1706.03762v5.pdf', url: 'https://arxiv.org/pdf/1706.03762v5' }),
  ).toMatchObject({
    title: 'arxiv.org/pdf/1706.03762v5',
    arxivId: '1706.03762',
    cslType: 'article',
    workType: 'paper',
    pdfUrl: 'https://arxiv.org/pdf/1706.03762v5',
  })
})

test("a publisher's PDF is known by the DOI in its address and keeps the viewer's title", () => {
  const draft = fromTab({
    title: 'Molecular Structure of Nucleic Acids',
    url: 'https://journals.example/content/pdf/10.1038/171737a0.pdf',
  })
  expect(draft).toMatchObject({
    title: 'Molecular Structure of Nucleic Acids',
    doi: '10.1038/171737a0',
    workType: 'paper',
    pdfUrl: 'https://journals.example/content/pdf/10.1038/171737a0.pdf',
  })
})

test('a PDF without an identifier is a document, of no kind that a page could tell', () => {
  expect(fromTab({ title: 'report.pdf', url: 'https://example.org/report.pdf' })).toMatchObject({
    title: 'example.org/report.pdf',
    cslType: 'document',
  })
})

test.each([
  'about:blank',
  'chrome://settings/',
  'file:///home/me/paper.pdf',
  'javascript:alert(1)',
  undefined,
])('the address %s is not kept', (url) => {
  const draft = fromTab({ title: 'A page', url })
  expect(draft).toEqual({ title: 'A page', workType: 'other' })
})

test("a wall's title is not the work's", () => {
  expect(fromTab({ title: 'Just a moment...', url: 'https://example.org/paper' }).title).toBe(
    'example.org/paper',
  )
})

test('a tab that says nothing still has a title', () => {
  expect(fromTab({}).title).toBe('Untitled')
})
