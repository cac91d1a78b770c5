// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { InvalidChangeError } from '../buffer/validate.ts'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import {
  addToCollection,
  createCollection,
  deleteCollection,
  moveInCollection,
  removeFromCollection,
  renameCollection,
  restoreCollection,
  updateCollection,
  useCollection,
  useCollectionContents,
  useCollections,
} from './collections.ts'
import type { OpenLibrary } from './library.ts'
import { createWork, deleteWork, restoreWork } from './works.ts'

let open: OpenLibrary

beforeEach(() => {
  open = openFreshLibrary(SOME_SERVER)
})

async function worksNamed(...titles: string[]): Promise<string[]> {
  const works = []
  for (const title of titles) works.push(await createWork({ title }))
  return works.map(({ id }) => id)
}

function contentsOf(id: string) {
  const { result } = renderHook(() => useCollectionContents(id))
  const titles = () =>
    result.current.data.map(({ table, row }) => (table === 'works' ? row.title : table))
  return { see: (expected: string[]) => waitFor(() => expect(titles()).toEqual(expected)) }
}

it('F41 adds, moves and removes, and shows it in the next render', async () => {
  const { id } = await createCollection({ name: 'Reading list', ordered: true })
  const [a = '', b = '', c = ''] = await worksNamed('A', 'B', 'C')
  const contents = contentsOf(id)
  for (const one of [a, b, c]) await act(() => addToCollection(id, one))
  await contents.see(['A', 'B', 'C'])
  await act(() => moveInCollection(id, c, { after: a }))
  await contents.see(['A', 'C', 'B'])
  await act(() => moveInCollection(id, b, { after: null }))
  await contents.see(['B', 'A', 'C'])
  await act(() => moveInCollection(id, b, {}))
  await contents.see(['A', 'C', 'B'])
  await act(() => removeFromCollection(id, c))
  await contents.see(['A', 'B'])
  await act(() => addToCollection(id, c, { after: a }))
  await contents.see(['A', 'C', 'B'])
})

it('F41 adding again leaves a thing where it is; after a removal it comes last', async () => {
  const { id } = await createCollection({ name: 'Twice' })
  const [a = '', b = ''] = await worksNamed('A', 'B')
  const contents = contentsOf(id)
  for (const one of [a, b, a]) await act(() => addToCollection(id, one))
  await contents.see(['A', 'B'])
  await act(() => removeFromCollection(id, a))
  await act(() => addToCollection(id, a))
  await contents.see(['B', 'A'])
})

it('F41 hides what is deleted, and shows it at its place when it is back', async () => {
  const { id } = await createCollection({ name: 'Gone and back' })
  const [a = '', b = ''] = await worksNamed('A', 'B')
  const contents = contentsOf(id)
  for (const one of [a, b]) await act(() => addToCollection(id, one))
  await act(() => deleteWork(a))
  await contents.see(['B'])
  await act(() => restoreWork(a))
  await contents.see(['A', 'B'])
  await act(() => deleteCollection(id))
  await act(() => restoreCollection(id))
  await contents.see(['A', 'B'])
})

it('F41 makes, renames, changes, deletes and restores a collection', async () => {
  const list = renderHook(() => useCollections())
  const { id } = await act(() => createCollection({ name: 'First', tags: ['x'] }))
  const one = renderHook(() => useCollection(id))
  await act(() => renameCollection(id, 'Renamed'))
  await act(() => updateCollection(id, { tags: { add: ['y'] }, color: '#00ff7f' }))
  const expected = { name: 'Renamed', tags: ['x', 'y'], color: '#00ff7f', ordered: false }
  await waitFor(() => expect(one.result.current.data).toMatchObject(expected))
  await act(() => deleteCollection(id))
  await waitFor(() => expect(list.result.current.data).toEqual([]))
  await act(() => restoreCollection(id))
  await waitFor(() => expect(list.result.current.data).toMatchObject([expected]))
  await expect(createCollection({ name: ' ' })).rejects.toThrow(InvalidChangeError)
})

it('B-33 takes a collection with its order and its tags', async () => {
  await createCollection({ name: 'Both', ordered: true, tags: ['one', 'two'] })
  const [change] = await open.buffer.getAll()
  expect(change?.payload).toMatchObject({ ordered: true, tags: ['one', 'two'] })
})
