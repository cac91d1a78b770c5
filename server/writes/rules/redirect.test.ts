import { describe, expect, it } from 'vitest'
import { edgeId } from '../../../lib/schema/edge.ts'
import { storedRow, unitChange } from '../testing/unit-changes.ts'
import { routeOf, survivorOf } from './redirect.ts'
import { Rows } from './rows.ts'

/** Works by their ids, each with the work that it was merged into. */
function works(merged: Record<string, string | null>): Rows {
  const rows = new Rows()
  for (const [id, into] of Object.entries(merged)) {
    const buried = into === null ? null : '2026-01-01T00:00:00.000Z'
    rows.load('works', id, storedRow('works', id, { merged_into: into, deleted_at: buried }))
  }
  return rows
}

const route = (rows: Rows, about: Parameters<typeof unitChange>[0]) => {
  const change = unitChange(about)
  return routeOf(rows, change.of, change)
}

describe('a change of a work', () => {
  it('goes to that work while it stands by itself', () => {
    const to = route(works({ w1: null }), { whole: { title: 'T' } })
    expect(to).toMatchObject({ kind: 'known', entity: 'w1', redirected: false })
  })

  it('goes to what the work was merged into, through every merge', () => {
    const rows = works({ w1: 'w2', w2: 'w3', w3: null })
    for (const op of ['insert', 'update', 'delete'] as const) {
      expect(route(rows, { op })).toMatchObject({ kind: 'known', entity: 'w3', redirected: true })
    }
  })

  it('stays with the work where it takes the merge back, and only then', () => {
    const rows = works({ w1: 'w2', w2: null })
    const undo = { deleted_at: null, merged_into: null }
    expect(route(rows, { op: 'update', whole: undo })).toMatchObject({ entity: 'w1' })
    for (const whole of [{ deleted_at: null }, { merged_into: null }]) {
      expect(route(rows, { op: 'update', whole })).toMatchObject({ entity: 'w2' })
    }
    expect(route(rows, { op: 'insert', whole: undo })).toMatchObject({ entity: 'w2' })
  })

  it('asks for each work of a chain that is not known yet', () => {
    const asks = (rows: Rows) => route(rows, { op: 'update' })
    expect(asks(new Rows())).toEqual({
      kind: 'unknown',
      unknown: { rows: [{ table: 'works', id: 'w1' }], ends: [] },
    })
    expect(asks(works({ w1: 'w2' }))).toEqual({
      kind: 'unknown',
      unknown: { rows: [{ table: 'works', id: 'w2' }], ends: [] },
    })
  })

  it('ends where merges run in a circle', () => {
    expect(survivorOf(works({ w1: 'w2', w2: 'w1' }), 'works', 'w1')).toBe('w1')
  })
})

describe('a change that points to a work', () => {
  const asset = { table: 'assets', entity: 'a1', whole: { work_id: 'w1', filename: 'f' } }

  it('points to what the work was merged into', () => {
    const rows = works({ w1: 'w2', w2: null })
    rows.load('assets', 'a1', undefined)
    expect(route(rows, asset)).toMatchObject({
      ...{ entity: 'a1', redirected: true, whole: { work_id: 'w2', filename: 'f' } },
    })
  })

  it('is left as it is where nothing was merged, and where it points to nothing', () => {
    const rows = works({ w1: null })
    rows.load('assets', 'a1', undefined)
    expect(route(rows, asset)).toMatchObject({ whole: asset.whole, redirected: false })
    const none = { ...asset, whole: { work_id: null } }
    expect(route(rows, none)).toMatchObject({ whole: { work_id: null }, redirected: false })
  })

  it('asks for the end, and for the row itself', () => {
    expect(route(new Rows(), asset)).toEqual({
      kind: 'unknown',
      unknown: {
        rows: [{ table: 'assets', id: 'a1' }],
        ends: [{ table: 'works', id: 'w1' }],
      },
    })
    const rows = new Rows()
    rows.load('assets', 'a1', undefined)
    rows.loadEnd('works', 'w1', 'w2')
    expect(route(rows, asset)).toMatchObject({
      unknown: { rows: [], ends: [{ table: 'works', id: 'w2' }] },
    })
  })
})

describe('an edge', () => {
  const to = '00000000-0000-4000-8000-0000000000ff'
  const [one, two] = ['1', '2'].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
    string,
    string,
  ]
  const edge = (from: string) => ({
    ...{ table: 'edges', entity: edgeId('cites', from, to) },
    whole: { relation: 'cites', from_id: from, to_id: to },
  })

  it('becomes the edge of what its end was merged into', () => {
    const rows = works({ [one]: two, [two]: null, [to]: null })
    const moved = edgeId('cites', two, to)
    rows.load('edges', edge(one).entity, undefined)
    expect(route(rows, edge(one))).toMatchObject({
      unknown: { rows: [{ table: 'edges', id: moved }] },
    })
    rows.load('edges', moved, undefined)
    expect(route(rows, edge(one))).toMatchObject({
      ...{ entity: moved, redirected: true, whole: { from_id: two, to_id: to } },
    })
  })

  it('needs none of its ends to be there', () => {
    const rows = new Rows()
    rows.load('edges', edge(one).entity, undefined)
    for (const id of [one, to]) rows.loadEnd('works', id, undefined)
    expect(route(rows, edge(one))).toMatchObject({ kind: 'known', entity: edge(one).entity })
  })
})
