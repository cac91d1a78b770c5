// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { InvalidChangeError } from '../buffer/validate.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import { useAssetsOfWork } from './assets.ts'
import type { OpenLibrary } from './library.ts'
import { usePendingWrites } from './pending.ts'
import {
  createWork,
  createWorkWithAsset,
  deleteWork,
  restoreWork,
  toggleWorkFavorite,
  updateWork,
  useFavoriteWorks,
  useWork,
  useWorks,
  useWorksByType,
} from './works.ts'

let open: OpenLibrary
const nudge = vi.fn()

beforeEach(() => {
  nudge.mockClear()
  open = openFreshLibrary(SOME_SERVER, nudge)
})

const titles = (works: { title: string }[]) => works.map((one) => one.title)

it('F11 shows a created work in the next render, and every change after it', async () => {
  const { result } = renderHook(() => useWorks())
  const made = await act(() => createWork({ title: 'first', year: 2017 }))
  await waitFor(() => expect(titles(result.current.data)).toEqual(['first']))
  await act(() => updateWork(made.id, { title: 'corrected' }))
  await waitFor(() => expect(titles(result.current.data)).toEqual(['corrected']))
  expect(result.current.data[0]?.year).toBe(2017)
  await act(() => toggleWorkFavorite(made))
  await waitFor(() => expect(result.current.data[0]?.favorite).toBe(true))
  await act(() => deleteWork(made.id))
  await waitFor(() => expect(result.current.data).toEqual([]))
  await act(() => restoreWork(made.id))
  await waitFor(() =>
    expect(result.current.data).toMatchObject([{ title: 'corrected', favorite: true }]),
  )
})

it('F11 answers before any network, and tells the worker after each change', async () => {
  const { id } = await createWork({ title: 'quick' })
  expect(nudge).toHaveBeenCalledTimes(1)
  await updateWork(id, { notes: 'a note' })
  expect(nudge).toHaveBeenCalledTimes(2)
  expect(await open.buffer.size()).toBe(1)
})

it('F14 refuses invalid data with a sentence, and queues nothing', async () => {
  await expect(createWork({ title: '' })).rejects.toThrow(InvalidChangeError)
  await expect(createWork({ title: 'ok', url: 'javascript:alert(1)' })).rejects.toThrow(
    'url: must be an http or https address',
  )
  expect(await open.buffer.size()).toBe(0)
})

it('F5 follows works in and out of each selection', async () => {
  const byType = renderHook(() => useWorksByType('book'))
  const favorites = renderHook(() => useFavoriteWorks())
  const book = await act(() => createWork({ title: 'a book', workType: 'book' }))
  const one = renderHook(() => useWork(book.id))
  await act(() => createWork({ title: 'a paper' }))
  await waitFor(() => expect(titles(byType.result.current.data)).toEqual(['a book']))
  await waitFor(() => expect(one.result.current.data?.title).toBe('a book'))
  expect(favorites.result.current.data).toEqual([])
  await act(() => updateWork(book.id, { favorite: true, workType: 'textbook' }))
  await waitFor(() => expect(titles(favorites.result.current.data)).toEqual(['a book']))
  await waitFor(() => expect(byType.result.current.data).toEqual([]))
})

it('F12 B-10 saves a work and its file as one group, or neither when one is not valid', async () => {
  const { workId, assetId } = await createWorkWithAsset({
    work: { title: 'with a file' },
    asset: { sourceUrl: 'https://example.org/a.pdf' },
  })
  const [first, second] = await open.buffer.getAll()
  expect(first?.group).toBeDefined()
  expect(second).toMatchObject({ group: first?.group, deps: [`works:${workId}`] })
  const files = renderHook(() => useAssetsOfWork(workId))
  await waitFor(() => expect(files.result.current.data.map((one) => one.id)).toEqual([assetId]))
  const invalid = { work: { title: 'never' }, asset: { pageCount: 0 } }
  await expect(createWorkWithAsset(invalid)).rejects.toThrow(InvalidChangeError)
  expect(await open.buffer.size()).toBe(2)
})

it('shows the newest work first', async () => {
  const { result } = renderHook(() => useWorks())
  const row = (title: string, createdAt: string) => ({
    ...{ id: crypto.randomUUID(), title, createdAt, updatedAt: createdAt, rev: 1, lww: '0' },
  })
  await act(async () => {
    await rowsOf(open.mirror, 'works').bulkPut([
      row('old', '2020-01-01T00:00:00.000Z'),
      row('new', '2026-01-01T00:00:00.000Z'),
    ])
  })
  await waitFor(() => expect(titles(result.current.data)).toEqual(['new', 'old']))
})

it('calls a change pending only where a server is bound', async () => {
  await createWork({ title: 'waiting' })
  const bound = renderHook(() => usePendingWrites('works'))
  await waitFor(() => expect(bound.result.current).toHaveLength(1))
  bound.unmount()
  openFreshLibrary()
  await createWork({ title: 'local' })
  const works = renderHook(() => useWorks())
  const local = renderHook(() => usePendingWrites('works'))
  await waitFor(() => expect(works.result.current.data).toHaveLength(1))
  expect(local.result.current).toEqual([])
})

it('bases a change on the row as it was seen', async () => {
  const id = crypto.randomUUID()
  const at = '2026-01-01T00:00:00.000Z'
  const lww = 'ffffffffff000000'
  await rowsOf(open.mirror, 'works').put({
    id,
    title: 'seen',
    rev: 7,
    lww,
    createdAt: at,
    updatedAt: at,
  })
  await updateWork(id, { title: 'after' })
  const [change] = await open.buffer.getAll()
  expect(change?.base_rev).toBe(7)
  expect((change?.hlc ?? '') > lww).toBe(true)
})
