import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { servePages } from './pages.ts'

it('serves pages by path and answers 404 for the rest', async () => {
  const pages = await servePages({ '/paper': '<title>A paper</title>' })
  const paper = await fetch(`${pages.url}/paper`)
  expect(await paper.text()).toBe('<title>A paper</title>')
  expect(paper.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect((await fetch(`${pages.url}/other`)).status).toBe(404)
  await pages.close()
})

it('serves a folder with the right types and nothing outside it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'pages-'))
  await writeFile(join(dir, 'a paper.pdf'), '%PDF')
  const pages = await servePages(dir)
  const file = await fetch(`${pages.url}/a%20paper.pdf`)
  expect(file.headers.get('content-type')).toBe('application/pdf')
  expect((await fetch(`${pages.url}/%2e%2e%2f%2e%2e%2fetc/passwd`)).status).toBe(404)
  expect((await fetch(`${pages.url}/%`)).status).toBe(404)
  await pages.close()
  await rm(dir, { recursive: true })
})
