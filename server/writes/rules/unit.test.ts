import { describe, expect, it } from 'vitest'
import { hlcAt } from '../../../lib/wire/hlc.ts'
import { NOW_MS } from '../testing/changes.ts'
import { OWNER, storedRow, unitChange } from '../testing/unit-changes.ts'
import type { Result } from './result.ts'
import { Rows, type StoredRow } from './rows.ts'
import { applyUnit, refuseUnit, type UnitChange } from './unit.ts'

/** Rows by table and id; undefined: there is none. */
function rowsOf(held: Record<string, StoredRow | undefined>): Rows {
  const rows = new Rows()
  for (const [key, row] of Object.entries(held)) {
    const [table = '', id = ''] = key.split(' ')
    rows.load(table, id, row)
  }
  return rows
}

function apply(rows: Rows, unit: UnitChange[], known = new Map<string, Result>()) {
  const results = applyUnit(rows, unit, { ownerId: OWNER, nowMs: NOW_MS, known })
  return unit.map(({ id }) => results.get(id))
}

const saved = () => unitChange({ whole: { title: 'T' } })
const file = (about: object = {}) =>
  unitChange({ table: 'assets', entity: 'a1', whole: { work_id: 'w1' }, ...about })

describe('one change', () => {
  it('makes a row of its owner from the defaults of its table', () => {
    const rows = rowsOf({ 'works w1': undefined })
    const [result] = apply(rows, [saved()])
    expect(result).toMatchObject({ outcome: 'applied', row: { id: 'w1', owner_id: OWNER, rev: 1 } })
    expect(rows.get('works', 'w1')).toMatchObject({
      ...{ title: 'T', work_type: 'paper', topics: [], notes: null, deleted_at: null },
      ...{ created_at: new Date(NOW_MS).toISOString(), server_at: new Date(NOW_MS).toISOString() },
      ...{ updated_at: new Date(NOW_MS - 1000).toISOString(), lww: hlcAt(NOW_MS - 1000) },
    })
  })

  it('that is refused leaves the rows as they were', () => {
    const stamp = { hlc: hlcAt(NOW_MS), client: 'z', seq: 1, rev: 4 }
    const newer = storedRow('works', 'w1', { title: 'Newer', clock: { title: stamp }, rev: 4 })
    const rows = rowsOf({ 'works w1': newer })
    expect(apply(rows, [saved()])).toEqual([{ outcome: 'rejected', code: 'STALE', row: newer }])
    expect(rows.changes()).toEqual([])
  })

  it('that points to what is not there is refused, and one that points to what is there is not', () => {
    const rows = rowsOf({ 'assets a1': undefined })
    rows.loadEnd('works', 'w1', undefined)
    expect(apply(rows, [file()])).toEqual([{ outcome: 'rejected', code: 'DEP_MISSING' }])
    expect(rows.changes()).toEqual([])
    rows.loadEnd('works', 'w1', null)
    expect(apply(rows, [file()])).toMatchObject([{ outcome: 'applied' }])
  })

  it('may lose the column that points to nothing, for then nothing points there', () => {
    const stamp = { hlc: hlcAt(NOW_MS), client: 'z', seq: 1, rev: 1 }
    const row = storedRow('assets', 'a1', { work_id: 'w2', clock: { work_id: stamp } })
    const rows = rowsOf({ 'assets a1': row })
    rows.loadEnd('works', 'w1', undefined)
    const both = file({ op: 'update', whole: { work_id: 'w1', filename: 'f' } })
    expect(apply(rows, [both])).toMatchObject([{ outcome: 'partial', row: { work_id: 'w2' } }])
  })

  it('that was sent before is told what it was told, and does nothing', () => {
    const rows = rowsOf({ 'works w1': undefined })
    const change = saved()
    const told: Result = { outcome: 'applied', stored: true }
    expect(apply(rows, [change], new Map([[change.id, told]]))).toEqual([told])
    expect(rows.changes()).toEqual([])
  })

  it('of what was merged away is redirected, without what its writer had seen of that', () => {
    const stamp = { hlc: hlcAt(NOW_MS), client: 'z', seq: 1, rev: 1 }
    const gone = '2026-01-01T00:00:00.000Z'
    const rows = rowsOf({
      'works w1': storedRow('works', 'w1', { merged_into: 'w2', deleted_at: gone }),
      'works w2': storedRow('works', 'w2', { title: 'S', clock: { title: stamp } }),
    })
    const edit = (whole: object, baseRev: number | null) => {
      const change = unitChange({ op: 'update', whole: { ...whole } })
      return { ...change, by: { ...change.by, baseRev } }
    }
    expect(apply(rows, [edit({ notes: 'n' }, 9)])).toMatchObject([
      { outcome: 'redirected', canonicalId: 'w2', row: { id: 'w2', notes: 'n' } },
    ])
    expect(apply(rows, [edit({ title: 'T' }, 9)])).toMatchObject([{ code: 'STALE' }])
  })

  it('of a fact that is there changes nothing, whatever its clock', () => {
    const before = { due: 'x' }
    const fact = storedRow('review_logs', 'r1', { rating: 3, card_id: 'c1', before })
    const rows = rowsOf({ 'review_logs r1': fact })
    rows.loadEnd('cards', 'c1', null)
    const again = (rating: number) =>
      unitChange({ table: 'review_logs', entity: 'r1', whole: { rating, card_id: 'c1', before } })
    expect(apply(rows, [again(3)])).toEqual([{ outcome: 'noop', row: fact }])
    expect(apply(rows, [again(1)])).toEqual([{ outcome: 'rejected', code: 'STALE', row: fact }])
    expect(rows.changes()).toEqual([])
  })
})

describe('a group', () => {
  it('may point to what comes later in it', () => {
    const rows = rowsOf({ 'assets a1': undefined, 'works w1': undefined })
    const unit = [file({ group: 'g' }), { ...saved(), group: 'g' }]
    expect(apply(rows, unit)).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }])
    expect(rows.changes()).toHaveLength(2)
  })

  it('falls as a whole with one change that is refused', () => {
    const rows = rowsOf({ 'works w1': undefined, 'works w2': undefined })
    const missing = unitChange({ op: 'update', entity: 'w2', group: 'g' })
    const refused = { outcome: 'rejected', code: 'DEP_MISSING' }
    expect(apply(rows, [{ ...saved(), group: 'g' }, missing])).toMatchObject([refused, refused])
    expect(rows.changes()).toEqual([])
  })

  it('does not fall with a change that came too late, which gets its own answer', () => {
    const stamp = { hlc: hlcAt(NOW_MS), client: 'z', seq: 1, rev: 1 }
    const rows = rowsOf({
      'works w1': undefined,
      'works w2': storedRow('works', 'w2', { title: 'N', clock: { title: stamp } }),
    })
    const late = unitChange({ op: 'update', entity: 'w2', whole: { title: 'L' }, group: 'g' })
    expect(apply(rows, [late, { ...saved(), group: 'g' }])).toMatchObject([
      { code: 'STALE' },
      { outcome: 'applied' },
    ])
  })

  it('that is refused leaves what is known of its changes', () => {
    const unit = [saved(), saved()]
    const told: Result = { outcome: 'applied', stored: true }
    const results = refuseUnit(unit, 'INVALID', new Map([[unit[0]?.id ?? '', told]]))
    expect([...results.values()]).toEqual([told, { outcome: 'rejected', code: 'INVALID' }])
  })
})
