// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { rowsOf } from '../electric/mirror-database.ts'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import {
  addToActivity,
  createActivity,
  deleteActivity,
  moveInActivity,
  removeFromActivity,
  restoreActivity,
  updateActivity,
  useActivities,
  useActivitiesByType,
  useActivity,
  useActivityContents,
} from './activities.ts'
import { createAsset } from './assets.ts'
import type { OpenLibrary } from './library.ts'
import { createWork } from './works.ts'

let open: OpenLibrary

beforeEach(() => {
  open = openFreshLibrary(SOME_SERVER)
})

it('F40 makes, changes, deletes and restores an activity', async () => {
  const all = renderHook(() => useActivities())
  const data = {
    title: 'Topology',
    activityType: 'course' as const,
    description: 'Point sets first',
    institution: 'ETH Zürich',
    participants: [{ family: 'Noether', given: 'Emmy', role: 'lecturer' }],
    startsOn: '2026-09',
  }
  const { id } = await act(() => createActivity(data))
  const one = renderHook(() => useActivity(id))
  const courses = renderHook(() => useActivitiesByType('course'))
  await waitFor(() => expect(one.result.current.data).toMatchObject(data))
  await waitFor(() => expect(courses.result.current.data).toHaveLength(1))
  await act(() => updateActivity(id, { institution: null, endsOn: '2026-12-18' }))
  const changed = { ...data, institution: null, endsOn: '2026-12-18' }
  await waitFor(() => expect(one.result.current.data).toMatchObject(changed))
  await act(() => deleteActivity(id))
  await waitFor(() => expect(all.result.current.data).toEqual([]))
  await act(() => restoreActivity(id))
  await waitFor(() => expect(all.result.current.data).toMatchObject([changed]))
})

it('B-14 a file put into an activity is shown at once, and goes through the queue alone', async () => {
  const { id } = await createActivity({ title: 'Seminar' })
  const { result } = renderHook(() => useActivityContents(id))
  const file = await act(() => createAsset({ filename: 'sheet-1.pdf' }))
  await act(() => addToActivity(id, file.id))
  const shown = () => result.current.data.map(({ table, row }) => [table, row.id])
  await waitFor(() => expect(shown()).toEqual([['assets', file.id]]))
  const queued = await open.buffer.getAll()
  expect(queued.map(({ table }) => table)).toEqual(['activities', 'assets', 'edges'])
  for (const table of ['activities', 'assets', 'edges'] as const)
    expect(await rowsOf(open.mirror, table).count()).toBe(0)
})

it('orders the works and files of an activity, and lets them go again', async () => {
  const { id } = await createActivity({ title: 'Project' })
  const { result } = renderHook(() => useActivityContents(id))
  const [work, file] = [await createWork({ title: 'A work' }), await createAsset({})]
  await act(() => addToActivity(id, work.id))
  await act(() => addToActivity(id, file.id))
  await act(() => moveInActivity(id, file.id, { after: null }))
  const ids = () => result.current.data.map(({ row }) => row.id)
  await waitFor(() => expect(ids()).toEqual([file.id, work.id]))
  await act(() => removeFromActivity(id, file.id))
  await waitFor(() => expect(ids()).toEqual([work.id]))
})
