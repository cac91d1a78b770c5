import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hlcAt } from '../../lib/wire/hlc.ts'
import { at, device, insert, NOW_MS, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

/** A work that was saved a minute ago, at revision 1. */
async function savedWork(columns: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await library.apply([insert({ id, title: 'First', ...columns }, device()(-60_000))])
  return id
}

describe('one column, two writers', () => {
  it('F25 the later clock wins, in either order of arrival', async () => {
    for (const [first, second] of [
      [-2000, -1000],
      [-1000, -2000],
    ] as const) {
      const id = await savedWork()
      await library.tell(update({ id, title: `at ${first}` }, device()(first)))
      await library.tell(update({ id, title: `at ${second}` }, device()(second)))
      expect(await library.row(id)).toMatchObject({ title: 'at -1000' })
    }
  })

  it('F25 the loser is told STALE, for good, with the row that won', async () => {
    const id = await savedWork()
    await library.tell(update({ id, title: 'Newer' }, device()(-1000)))
    expect(await library.tell(update({ id, title: 'Older' }, device()(-2000)))).toMatchObject({
      code: 'STALE',
      retryable: false,
      row: { id, title: 'Newer', rev: 2, lww: at(-1000) },
    })
    expect(await library.row(id)).toMatchObject({ title: 'Newer', rev: 2 })
  })

  it('F25 B-5 an older insert of the same row changes only what nobody wrote since', async () => {
    const id = await savedWork()
    await library.tell(update({ id, title: 'Newer' }, device()(-1000)))
    const answer = await library.tell(insert({ id, title: 'Old', year: 1999 }, device()(-30_000)))
    expect(answer).toMatchObject({ outcome: 'partial', rev: 3 })
    expect(await library.row(id)).toMatchObject({ title: 'Newer', year: 1999, rev: 3 })
  })

  it('breaks a tie of clocks by the client, the same way for everyone', async () => {
    const [low, high] = [randomUUID(), randomUUID()].sort()
    for (const order of [
      [low, high],
      [high, low],
    ]) {
      const id = await savedWork()
      for (const client_id of order) {
        const clock = { client_id, seq: 1, hlc: at(-1000) } as const
        await library.tell(update({ id, title: String(client_id) }, clock as object))
      }
      expect(await library.row(id)).toMatchObject({ title: high })
    }
  })

  it('C8 accepts the next edit of the same client, though its clock went back', async () => {
    const id = await savedWork()
    const laptop = device()
    await library.tell(update({ id, title: 'One' }, laptop(-1000)))
    const second = await library.tell(update({ id, title: 'Two' }, laptop(-3_600_000)))
    expect(second).toMatchObject({ outcome: 'applied', row: { title: 'Two', lww: at(-1000, 1) } })
  })

  it('C8 accepts an edit by somebody who had seen what it replaces, however slow that clock', async () => {
    const id = await savedWork()
    await library.tell(update({ id, title: 'Seen' }, device()(-1000)))
    const slow = device()
    const seen = await library.tell(update({ id, title: 'After' }, slow(-86_400_000, 2)))
    expect(seen).toMatchObject({ outcome: 'applied', rev: 3 })
    const unseen = await library.tell(update({ id, title: 'Blind' }, device()(-86_400_000, 2)))
    expect(unseen).toMatchObject({ code: 'STALE' })
  })

  it('has nothing to refuse where both wrote the same', async () => {
    const id = await savedWork()
    await library.tell(update({ id, favorite: true }, device()(-1000)))
    const answer = await library.tell(update({ id, favorite: true }, device()(-2000)))
    expect(answer).toMatchObject({ outcome: 'noop', rev: 2, row: { favorite: true, rev: 2 } })
  })

  it('counts a later edit to the same value: an edit between the two comes too late', async () => {
    const id = await savedWork()
    await library.tell(update({ id, favorite: true }, device()(-3000)))
    const again = await library.tell(update({ id, favorite: true }, device()(-1000)))
    expect(again).toMatchObject({ outcome: 'noop', rev: 2 })
    const between = await library.tell(update({ id, favorite: false }, device()(-2000)))
    expect(between).toMatchObject({ code: 'STALE' })
  })
})

describe('several columns', () => {
  it('C10 keeps both edits where two devices wrote different columns offline', async () => {
    const id = await savedWork()
    await library.tell(update({ id, notes: 'mine' }, device()(-1000)))
    const late = await library.tell(update({ id, year: 1905 }, device()(-50_000)))
    expect(late).toMatchObject({ outcome: 'applied', rev: 3 })
    expect(await library.row(id)).toMatchObject({ notes: 'mine', year: 1905, lww: at(-1000) })
  })

  it('takes what is newer and leaves what is older of one change: partial', async () => {
    const id = await savedWork()
    await library.tell(update({ id, notes: 'mine' }, device()(-1000)))
    const late = update({ id, notes: 'theirs', year: 1905 }, device()(-50_000))
    expect(await library.tell(late)).toMatchObject({
      outcome: 'partial',
      rev: 3,
      row: { notes: 'mine', year: 1905 },
    })
  })

  it('raises no stamp of a column that a change does not carry', async () => {
    const id = await savedWork({ notes: 'a' })
    await library.tell(update({ id, title: 'Newest' }, device()(-1000)))
    const notes = await library.tell(update({ id, notes: 'b' }, device()(-30_000)))
    expect(notes).toMatchObject({ outcome: 'applied', row: { title: 'Newest', notes: 'b' } })
  })
})

describe('F26 the server has authority over time', () => {
  it('F26 C8 B-6 clamps a clock of the future to five seconds from now, and says so', async () => {
    const id = await savedWork()
    const fast = device()
    const answer = await library.tell(update({ id, title: 'Fast' }, fast(3_600_000)))
    expect(answer).toMatchObject({ outcome: 'applied', row: { lww: at(5_000) } })
    expect(await library.row(id)).toMatchObject({ updated_at: '2026-03-01T12:00:05+00:00' })
  })

  it('F26 lets a true edit win over a fast clock after those five seconds', async () => {
    const id = await savedWork()
    await library.tell(update({ id, title: 'Fast' }, device()(3_600_000)))
    const nowMs = NOW_MS + 6_000
    const honest = { client_id: randomUUID(), seq: 1, hlc: hlcAt(nowMs) }
    expect(await library.tell(update({ id, title: 'True' }, honest), nowMs)).toMatchObject({
      outcome: 'applied',
    })
  })

  it('F26 clamps the time of creation, and never takes times or revisions from a payload', async () => {
    const id = randomUUID()
    const payload = { id, title: 'T', created_at: '1999-01-01T00:00:00Z', server_at: 'never' }
    const future = NOW_MS + 86_400_000
    await library.tell(insert({ ...payload, rev: 99, lww: 'f' }, { created_at: future }))
    expect(await library.row(id)).toMatchObject({
      rev: 1,
      created_at: '2026-03-01T12:00:00+00:00',
      server_at: '2026-03-01T12:00:00+00:00',
    })
  })

  it('F26 takes plain changes of a fast clock in the order in which they arrive', async () => {
    const id = randomUUID()
    const plain = (op: 'insert' | 'update', title: string, aheadMs: number) => ({
      ...{ id: randomUUID(), table: 'works', op, payload: { id, title } },
      created_at: NOW_MS + aheadMs,
    })
    const edits = ['B', 'C', 'D'].map((title, n) => plain('update', title, 90_000 + n))
    const { responses } = await library.apply([plain('insert', 'A', 60_000), ...edits])
    expect(responses.map(({ outcome }) => outcome)).toEqual(Array(4).fill('applied'))
    expect(await library.row(id)).toMatchObject({ title: 'D', rev: 4 })
    const older = await library.tell(plain('update', 'E', 0))
    expect(older).toMatchObject({ code: 'STALE', row: { title: 'D' } })
  })

  it('gives a plain change the time of its payload, else that of its making', async () => {
    const id = randomUUID()
    await library.tell(insert({ id, title: 'T' }, { created_at: NOW_MS - 9000 }))
    expect(await library.row(id)).toMatchObject({ lww: at(-9000) })
    await library.tell(update({ id, title: 'U', updated_at: '2026-03-01T11:59:55.000Z' }))
    expect(await library.row(id)).toMatchObject({ title: 'U', lww: at(-5000) })
    const older = update({ id, title: 'V', updated_at: NOW_MS - 6000 })
    expect(await library.tell(older)).toMatchObject({ code: 'STALE' })
  })
})
