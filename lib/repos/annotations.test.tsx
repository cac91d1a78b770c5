// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { InvalidChangeError } from '../buffer/validate.ts'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import {
  createPdfAnnotation,
  createWebAnnotation,
  deleteAnnotation,
  restoreAnnotation,
  updateAnnotation,
  useAnnotation,
  useAnnotations,
  useAnnotationsOfFile,
  useAnnotationsOfPage,
  useAnnotationsOfWork,
} from './annotations.ts'
import type { OpenLibrary } from './library.ts'
import { createWork } from './works.ts'

let open: OpenLibrary

beforeEach(() => {
  open = openFreshLibrary(SOME_SERVER)
})

const sha256 = 'ab'.repeat(32)
const rects = [{ x: 0.1, y: 0.5, width: 0.4, height: 0.02 }]
const place = { sha256, page: 2, shape: 'highlight' as const, rects }
const page = 'https://example.org/paper'
const words = (exact: string, start: number) => ({
  url: `${page}?utm_source=x`,
  canonicalUrl: page,
  quote: { exact, prefix: 'before ', suffix: ' after' },
  position: { start, end: start + exact.length },
})

it('F43 marking the same place again makes no second annotation, in a PDF or in a page', async () => {
  const { result } = renderHook(() => useAnnotations())
  const first = await act(() => createPdfAnnotation(place, { notes: 'mine' }))
  const again = await act(() => createPdfAnnotation({ ...place, rects: [...rects] }))
  expect(again.id).toBe(first.id)
  const quoted = await act(() => createWebAnnotation(words('some words', 10)))
  const moved = await act(() => createWebAnnotation(words('some\n words', 99)))
  expect(moved.id).toBe(quoted.id)
  await waitFor(() => expect(result.current.data).toHaveLength(2))
  expect(result.current.data.find(({ id }) => id === first.id)?.notes).toBe('mine')
})

it('F43 changes what is said of a place, and clears it; the place itself never moves', async () => {
  const { id } = await createPdfAnnotation(place, { color: '#fbbf24', title: 'Lemma', notes: 'x' })
  const { result } = renderHook(() => useAnnotation(id))
  await act(() => updateAnnotation(id, { annotationKind: 'theorem', tags: { add: ['key'] } }))
  await act(() => updateAnnotation(id, { color: null, title: null, notes: null }))
  const said = { annotationKind: 'theorem', tags: ['key'], color: null, title: null, notes: null }
  await waitFor(() => expect(result.current.data).toMatchObject(said))
  const moved = { target: { ...place, type: 'pdf', page: 3 } } as object // what the types forbid
  await expect(updateAnnotation(id, moved)).rejects.toThrow(InvalidChangeError)
})

it('F43 lists the annotations of a work, of a page and of a file, in reading order', async () => {
  const { id: workId } = await createWork({ title: 'Annotated' })
  const later = await createPdfAnnotation({ ...place, page: 7 }, { workId })
  const sooner = await createPdfAnnotation(place)
  const second = await createWebAnnotation(words('second', 200), { workId })
  const first = await createWebAnnotation(words('first', 100))
  const ofWork = renderHook(() => useAnnotationsOfWork(workId))
  const ofNone = renderHook(() => useAnnotationsOfWork(null))
  const ofPage = renderHook(() => useAnnotationsOfPage(page))
  const ofFile = renderHook(() => useAnnotationsOfFile(sha256))
  const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id)
  await waitFor(() => expect(ids(ofPage.result.current)).toEqual([first.id, second.id]))
  await waitFor(() => expect(ids(ofFile.result.current)).toEqual([sooner.id, later.id]))
  await waitFor(() =>
    expect(ids(ofWork.result.current).sort()).toEqual([later.id, second.id].sort()),
  )
  await waitFor(() =>
    expect(ids(ofNone.result.current).sort()).toEqual([first.id, sooner.id].sort()),
  )
})

/** The row that the mirror holds of an annotation. */
async function mirrored(rev: number, more: object): Promise<MirrorRow> {
  const [change] = await open.buffer.getAll()
  const id = String(change?.payload.id)
  const head = { id, rev, lww: '0', createdAt: '', updatedAt: '' }
  return { ...head, target: { ...place, type: 'pdf' }, tags: [], metadata: {}, ...more }
}

it('B-25 an annotation that was deleted and is made again is shown, with what was said of it', async () => {
  const { id } = await createPdfAnnotation(place)
  const row = await mirrored(3, { notes: 'said before' })
  await open.buffer.clear({ confirm: true })
  await rowsOf(open.mirror, 'annotations').put(row)
  const { result } = renderHook(() => useAnnotations())
  await waitFor(() => expect(result.current.data).toHaveLength(1))
  await act(() => deleteAnnotation(id))
  await waitFor(() => expect(result.current.data).toEqual([]))
  await act(() => createPdfAnnotation(place, { color: '#60a5fa' }))
  const back = { id, notes: 'said before', color: '#60a5fa' }
  await waitFor(() => expect(result.current.data).toMatchObject([back]))
  await act(() => deleteAnnotation(id))
  await act(() => restoreAnnotation(id))
  await waitFor(() => expect(result.current.data).toMatchObject([back]))
})

it('B-25 an insert that waits does not hide what is newer in the mirror', async () => {
  await createPdfAnnotation(place, { color: '#fbbf24' })
  const { result } = renderHook(() => useAnnotations())
  await waitFor(() => expect(result.current.data).toHaveLength(1))
  const row = await mirrored(5, { notes: 'from another device', color: '#000000' })
  await act(() => rowsOf(open.mirror, 'annotations').put(row))
  const both = { rev: 5, notes: 'from another device', color: '#fbbf24' }
  await waitFor(() => expect(result.current.data).toMatchObject([both]))
})

it('B-25 one that is made and deleted offline is deleted on the server too: it may have been there', async () => {
  const { id } = await createPdfAnnotation(place, { notes: 'mine' })
  await deleteAnnotation(id)
  expect((await open.buffer.getAll()).map(({ op }) => op)).toEqual(['insert', 'delete'])
  await restoreAnnotation(id)
  const [change, ...others] = await open.buffer.getAll()
  expect(others).toEqual([])
  expect(change).toMatchObject({ op: 'insert', payload: { notes: 'mine', deleted_at: null } })
})
