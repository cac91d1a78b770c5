// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { InvalidChangeError } from '../buffer/validate.ts'
import { edgeId, RELATIONS } from '../schema/edge.ts'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import { addEdge, removeEdge, updateEdge, useEdges, useEdgesOf } from './edges.ts'
import { createWork, deleteWork, restoreWork } from './works.ts'

let from: string
let to: string

beforeEach(async () => {
  openFreshLibrary(SOME_SERVER)
  from = (await createWork({ title: 'From' })).id
  to = (await createWork({ title: 'To' })).id
})

it.each(RELATIONS)(
  'F42 adding %s twice is one edge; removed and added again it is back',
  async (relation) => {
    const { result } = renderHook(() => useEdgesOf(to))
    const ids = () => result.current.data.map(({ id }) => id)
    const one = { relation, fromId: from, toId: to }
    await act(() => addEdge({ ...one, label: 'kept' }))
    await act(() => addEdge(one))
    await waitFor(() => expect(ids()).toEqual([edgeId(relation, from, to)]))
    await act(() => removeEdge(relation, from, to))
    await waitFor(() => expect(ids()).toEqual([]))
    await act(() => addEdge(one))
    await waitFor(() => expect(ids()).toEqual([edgeId(relation, from, to)]))
  },
)

it('F42 relates without a direction: from either end it is the same edge', async () => {
  const { result } = renderHook(() => useEdges())
  await act(() => addEdge({ relation: 'relatedTo', fromId: from, toId: to }))
  await act(() => addEdge({ relation: 'relatedTo', fromId: to, toId: from }))
  await waitFor(() => expect(result.current.data).toHaveLength(1))
  await act(() => removeEdge('relatedTo', to, from))
  await waitFor(() => expect(result.current.data).toHaveLength(0))
})

it('F42 an edge is hidden while an end is gone, and there again with it', async () => {
  const { result } = renderHook(() => useEdgesOf(from))
  await act(() => addEdge({ relation: 'cites', fromId: from, toId: to, label: 'p. 3' }))
  await waitFor(() => expect(result.current.data).toMatchObject([{ label: 'p. 3' }]))
  await act(() => deleteWork(to))
  await waitFor(() => expect(result.current.data).toEqual([]))
  await act(() => restoreWork(to))
  await waitFor(() => expect(result.current.data).toMatchObject([{ label: 'p. 3' }]))
  await act(() => addEdge({ relation: 'cites', fromId: from, toId: crypto.randomUUID() }))
  await waitFor(() => expect(result.current.data).toHaveLength(1))
})

it('F42 what an edge says can change, its ends can not', async () => {
  const { id } = await addEdge({ relation: 'cites', fromId: from, toId: to })
  const { result } = renderHook(() => useEdgesOf(from))
  await act(() => updateEdge(id, { label: 'Theorem 2' }))
  await waitFor(() => expect(result.current.data).toMatchObject([{ label: 'Theorem 2' }]))
  const moved = { toId: crypto.randomUUID() } as object // what the types forbid
  await expect(updateEdge(id, moved)).rejects.toThrow(InvalidChangeError)
})
