// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { initElectric } from '../lib/electric/init.ts'
import { rowsOf } from '../lib/electric/mirror-database.ts'
import { createWork, toggleWorkFavorite } from '../lib/repos/works.ts'
import { openFreshLibrary, SOME_SERVER } from '../lib/testing/library.ts'
import '../lib/testing/locks.ts'
import { extractBlocks, extracted } from './testing/blocks.ts'

beforeAll(() => void extractBlocks('docs/pattern.md'))
afterEach(cleanup)

const load = (file: string): Promise<Record<string, ComponentType<{ id?: string }>>> =>
  import(extracted(file))

it('library.tsx lists works, names one, and counts kinds', async () => {
  openFreshLibrary()
  const { Library, Title, Counts } = await load('library.tsx')
  if (!Library || !Title || !Counts) throw new Error('library.tsx lacks a component')
  const book = await createWork({ title: 'A Book', workType: 'book' })
  await toggleWorkFavorite(book)
  render(
    <>
      <Library />
      <Title id={book.id} />
      <Title id={crypto.randomUUID()} />
      <Counts />
    </>,
  )
  expect((await screen.findByRole('listitem')).textContent).toBe('A Book')
  expect(screen.getByRole('list').title).toBe('offline')
  await screen.findByText('1 books, 1 favourites')
  await screen.findByRole('heading', { name: 'A Book' })
  await screen.findByRole('heading', { name: 'Not in your library' })
})

it('years.tsx shows the mirror through its parser', async () => {
  const { mirror } = openFreshLibrary(SOME_SERVER)
  const stop = initElectric({ url: SOME_SERVER.server, token: 'none', mirror, tables: [] })
  const { Years } = await load('years.tsx')
  if (!Years) throw new Error('years.tsx lacks its component')
  render(<Years />)
  const at = '2026-01-01T00:00:00.000Z'
  const head = { rev: 1, lww: '0', createdAt: at, updatedAt: at }
  await act(async () => {
    await rowsOf(mirror, 'works').bulkPut([
      { id: 'a', title: 'Old', year: 1948, ...head },
      { id: 'b', title: 'Undated', year: null, ...head },
    ])
  })
  await screen.findByText('Old (1948), Undated (no year)')
  stop()
})

it('pending.tsx marks what is not on the server', async () => {
  const { buffer } = openFreshLibrary(SOME_SERVER)
  const { WithMarks } = await load('pending.tsx')
  if (!WithMarks) throw new Error('pending.tsx lacks its component')
  render(<WithMarks />)
  await act(() => createWork({ title: 'Waiting' }))
  await screen.findByText('Waiting ·')
  const [change] = await buffer.getAll()
  await act(() => buffer.markApplied([change?.id ?? '']))
  await screen.findByText('Waiting')
})
