// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { InvalidChangeError } from '../buffer/validate.ts'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { RATINGS } from '../schema/review-log.ts'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import { createWebAnnotation } from './annotations.ts'
import {
  createCard,
  deleteCard,
  restoreCard,
  reviewCard,
  updateCard,
  useCard,
  useCards,
  useCardsOfAnnotation,
  useCardsOfWork,
  useDueCards,
} from './cards.ts'
import { newSchedule, reviewed, scheduleFromLogs } from './fsrs.ts'
import type { OpenLibrary } from './library.ts'
import { useReviewLogs } from './review-logs.ts'
import { createWork } from './works.ts'

let open: OpenLibrary

beforeEach(() => {
  open = openFreshLibrary(SOME_SERVER)
})

const now = new Date('2026-05-01T10:00:00.000Z')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

it.each(RATINGS)(
  'F44 a review with %i gives the state of FSRS and keeps its log, as one',
  async (rating) => {
    const card = await createCard({ front: 'Q', back: 'A' }, now)
    await reviewCard(card, rating, after(3), 4_200)
    const { result } = renderHook(() => useCard(card.id))
    const logs = renderHook(() => useReviewLogs(card.id))
    const schedule = reviewed(newSchedule(now), rating, after(3))
    await waitFor(() => expect(result.current.data?.schedule).toEqual(schedule))
    const log = { rating, reviewedAt: after(3).toISOString(), latencyMs: 4_200 }
    await waitFor(() => expect(logs.result.current.data).toMatchObject([log]))
    const ofReview = (await open.buffer.getAll()).filter(({ group }) => group !== undefined)
    expect(ofReview.map(({ table }) => table).sort()).toEqual(['cards', 'review_logs'])
    expect(new Set(ofReview.map(({ group }) => group)).size).toBe(1)
  },
)

it('F44 lists the cards that are due, the longest due first', async () => {
  const first = await createCard({ front: 'first' }, now)
  const second = await createCard({ front: 'second' }, after(1))
  const due = renderHook(() => useDueCards(after(5)))
  const fronts = () => due.result.current.data.map(({ front }) => front)
  await waitFor(() => expect(fronts()).toEqual(['first', 'second']))
  await act(() => reviewCard(first, 4, after(2)))
  await waitFor(() => expect(fronts()).toEqual(['second']))
  await act(() => reviewCard(second, 1, after(2)))
  await waitFor(() => expect(fronts()).toEqual(['second']))
})

it('F44 the reviews of two devices make one schedule, whichever wrote the card last', async () => {
  const { id } = await createCard({ front: 'Q' }, now)
  await open.buffer.clear({ confirm: true })
  const start = newSchedule(now)
  const at = (minutes: number) => after(minutes).toISOString()
  const head = { rev: 4, lww: '0', createdAt: at(0), updatedAt: at(0) }
  const log = (own: string, rating: number, minutes: number) => ({
    ...{ ...head, id: own, cardId: id, rating, reviewedAt: at(minutes) },
    ...{ latencyMs: null, before: start },
  })
  const logs = [log('mine', 3, 5), log('theirs', 1, 9)] as const
  const theirs = reviewed(start, 1, after(9))
  const row = { ...head, id, front: 'Q', schedule: theirs, workId: null, annotationId: null }
  const { result } = renderHook(() => useCard(id))
  await act(() => rowsOf(open.mirror, 'cards').put(row as MirrorRow))
  await waitFor(() => expect(result.current.data?.schedule).toEqual(theirs))
  await act(() => rowsOf(open.mirror, 'review_logs').bulkPut([...logs] as MirrorRow[]))
  const both = scheduleFromLogs(logs as never)
  await waitFor(() => expect(result.current.data?.schedule).toEqual(both))
  expect(both?.reps).toBe(2)
  await act(() => reviewCard({ id, schedule: both ?? start }, 3, after(60)))
  await waitFor(() => expect(result.current.data?.schedule.reps).toBe(3))
})

it('F44 lists, changes, deletes and restores cards', async () => {
  const work = await createWork({ title: 'W' })
  const quote = { exact: 'words', prefix: '', suffix: '' }
  const url = 'https://example.org/'
  const annotation = await createWebAnnotation({ url, canonicalUrl: url, quote })
  const parents = { workId: work.id, annotationId: annotation.id }
  const { id } = await createCard({ front: 'Q', cardType: 'cloze', ...parents }, now)
  const lists = [
    renderHook(() => useCards()),
    renderHook(() => useCardsOfWork(work.id)),
    renderHook(() => useCardsOfAnnotation(annotation.id)),
  ]
  await act(() => updateCard(id, { back: 'A' }))
  const shows = (expected: object[]) =>
    Promise.all(
      lists.map(({ result }) => waitFor(() => expect(result.current.data).toMatchObject(expected))),
    )
  await shows([{ id, front: 'Q', back: 'A' }])
  await act(() => deleteCard(id))
  await shows([])
  await act(() => restoreCard(id))
  await shows([{ id, front: 'Q', back: 'A' }])
})

it('F44 a review is only ever added: no client can change or delete one', async () => {
  const { id } = await createCard({ front: 'Q' }, now)
  const change = { table: 'review_logs' as const, payload: { id, rating: 4 } }
  const before = await open.buffer.size()
  for (const op of ['update', 'delete'] as const) {
    const refused = open.buffer.enqueue({ ...change, op })
    await expect(refused).rejects.toThrow(InvalidChangeError)
    await expect(refused).rejects.toThrow('is kept as it was made')
  }
  expect(await open.buffer.size()).toBe(before)
})
