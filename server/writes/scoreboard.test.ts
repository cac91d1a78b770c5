import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BatchResponse } from '../../lib/wire/batch.ts'
import { hlcAt } from '../../lib/wire/hlc.ts'
import { change, device, insert, NOW_MS, remove, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

const HOUR_MS = 3_600_000

/** What an answer says of each change, whichever of two copies it answers. */
const said = ({ responses, errors = [] }: BatchResponse) => ({
  receipts: responses.map(({ id, rev }) => [id, rev]),
  errors,
})

describe('C4 a batch that is sent twice in parallel', () => {
  it('C4 is applied once, and both answers agree, twenty times over', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const id = randomUUID()
      const [laptop, group] = [device(), randomUUID()]
      const batch = [
        insert({ id, title: 'T' }, { ...laptop(-3000), group }),
        change('insert', { table: 'assets', payload: { id: randomUUID(), work_id: id }, group }),
        update({ id: randomUUID(), year: 1 }, laptop(-2000)),
        insert({ id: randomUUID(), title: '' }, laptop(-1000)),
      ]
      const [one, other] = await Promise.all([library.apply(batch), library.apply(batch)])
      expect(said(one)).toEqual(said(other))
      const outcomes = [...one.responses, ...other.responses].map(({ outcome }) => outcome).sort()
      expect(outcomes).toEqual(['applied', 'applied', 'duplicate', 'duplicate'])
      expect(await library.row(id)).toMatchObject({ rev: 1 })
    }
  })
})

describe('C6 poison among a thousand changes', () => {
  it('C6 refuses each of 50 for its reason, and applies the other 950', async () => {
    const parent = randomUUID()
    const poisons = [
      () => [insert({ id: randomUUID(), title: 'a\0b' }), 'INVALID'],
      () => [insert({ id: randomUUID(), title: 'T', notes: 'x'.repeat(70_000) }), 'INVALID'],
      () => [change('insert', { table: 'presets', payload: { id: parent } }), 'UNKNOWN_TABLE'],
      () => [
        change('insert', { table: 'assets', payload: { id: randomUUID(), work_id: parent } }),
        'DEP_MISSING',
      ],
      () => [update({ id: randomUUID(), title: 'T' }), 'DEP_MISSING'],
    ] as const
    const codes = new Map<unknown, unknown>()
    const changes = Array.from({ length: 1000 }, (_, n) => {
      if (n % 20 !== 7) return insert({ id: randomUUID(), title: 'T' })
      const [poison, code] = poisons[((n / 20) % poisons.length) | 0]?.() ?? []
      codes.set((poison as { id: string }).id, code)
      return poison
    })
    const answers = []
    for (let from = 0; from < changes.length; from += 100) {
      answers.push(await library.apply(changes.slice(from, from + 100)))
    }
    expect(answers.flatMap(({ applied }) => applied)).toHaveLength(950)
    const refused = answers.flatMap(({ errors = [] }) => errors)
    expect(new Map(refused.map(({ id, code }) => [id, code]))).toEqual(codes)
  })
})

describe('C8 clocks', () => {
  it.each([
    ['an hour behind', -HOUR_MS],
    ['an hour ahead', HOUR_MS],
    ['a day behind', -24 * HOUR_MS],
    ['a day ahead', 24 * HOUR_MS],
    ['in 2038', Date.parse('2038-01-19T03:14:08Z') - NOW_MS],
    ['in 9999', Date.parse('9999-12-31T23:59:59Z') - NOW_MS],
  ])('C8 a device %s always writes over itself, and over what it has seen', async (_, skewMs) => {
    const [id, skewed, other] = [randomUUID(), device(), device()]
    await library.tell(insert({ id, title: '0' }, skewed(skewMs)))
    for (let n = 1; n <= 5; n++) {
      // The clock jumps back in the middle of the queue.
      const jumpMs = n === 3 ? -2 * HOUR_MS : 0
      const own = await library.tell(update({ id, title: `${n}` }, skewed(skewMs + jumpMs)))
      expect(own).toMatchObject({ outcome: 'applied', row: { title: `${n}` } })
    }
    const row = await library.row(id)
    const seen = await library.tell(update({ id, title: 'seen' }, other(-1000, Number(row?.rev))))
    expect(seen).toMatchObject({ outcome: 'applied', row: { title: 'seen' } })
    const back = await library.tell(
      update({ id, title: 'back' }, skewed(skewMs, Number(row?.rev) + 1)),
    )
    expect(back).toMatchObject({ outcome: 'applied', row: { title: 'back' } })
  })

  it('C8 an echo with the microseconds of a database is no older than what it echoes', async () => {
    const [id, laptop] = [randomUUID(), device()]
    await library.tell(
      insert({ id, title: 'T', read_at: '2026-02-01T10:00:00.123Z' }, laptop(-2000)),
    )
    const echo = update({ id, read_at: '2026-02-01T10:00:00.123000Z' }, laptop(-1000))
    expect(await library.tell(echo)).toMatchObject({ outcome: 'noop', rev: 1 })
  })

  it('C8 B-6 a device an hour ahead wins five seconds, not an hour', async () => {
    const [id, fast, right] = [randomUUID(), device(), device()]
    await library.tell(insert({ id, title: 'fast' }, fast(HOUR_MS)))
    const honest = (afterMs: number) => ({ ...right(0), hlc: hlcAt(NOW_MS + afterMs) })
    const early = update({ id, title: 'early' }, honest(4_000))
    expect(await library.tell(early, NOW_MS + 4_000)).toMatchObject({ code: 'STALE' })
    const late = update({ id, title: 'late' }, honest(5_001))
    expect(await library.tell(late, NOW_MS + 5_001)).toMatchObject({ outcome: 'applied' })
  })
})

describe('C9 what is deleted', () => {
  it('C9 B-9 stays deleted, whatever older changes come, in any order, again and again', async () => {
    const [id, mine, theirs] = [randomUUID(), device(), device()]
    const saved = insert({ id, title: 'T', notes: 'n' }, mine(-60_000))
    const late = [
      update({ id, title: 'late' }, theirs(-30_000)),
      insert({ id, title: 'again' }, theirs(-20_000)),
      update({ id, notes: 'newer' }, theirs(-1)),
    ]
    await library.apply([saved, remove(id, mine(-10_000))])
    const buried = await library.row(id)
    for (const batch of [late, late.toReversed(), [saved, ...late]]) {
      await library.apply(batch)
      expect(await library.row(id)).toEqual(buried)
    }
  })

  it('C9 never regresses a row by a replay', async () => {
    const [id, mine] = [randomUUID(), device()]
    const script = [
      insert({ id, title: 'first' }, mine(-9000)),
      update({ id, title: 'second' }, mine(-8000)),
      remove(id, mine(-7000)),
      update({ id, deleted_at: null }, mine(-6000)),
      update({ id, title: 'third' }, mine(-5000)),
    ]
    for (const one of script) await library.tell(one)
    const row = await library.row(id)
    expect(row).toMatchObject({ title: 'third', deleted_at: null, rev: 5 })
    // As they were, and under new ids, as a queue that lost its book would send them.
    await library.apply(script)
    await library.apply(script.map((one) => ({ ...one, id: randomUUID() })))
    expect(await library.row(id)).toMatchObject({ title: 'third', deleted_at: null })
  })
})
