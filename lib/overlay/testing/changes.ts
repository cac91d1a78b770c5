import type { WriteChange } from '../../buffer/change.ts'
import type { Work } from '../../schema/work.ts'
import { hlcAt } from '../../wire/hlc.ts'

let places = 0

/** A waiting change to a work. */
export function changeTo(
  id: string,
  op: WriteChange['op'],
  payload: object = {},
  more: Partial<WriteChange> = {},
): WriteChange {
  places += 1
  return {
    ...{ id: `c${places}`, table: 'works', op, payload: { id, ...payload }, created_at: 0 },
    ...{ status: 'pending', retry_count: 0, net_attempts: 0, seq: places, v: 1 },
    ...{ client_id: 'me', hlc: hlcAt(places), entity: `works:${id}` },
    ...more,
  }
}

/** The same after the server's answer: `row` is the server's, whose id may be another work's. */
export function answered(of: WriteChange, rev: number, row?: object): WriteChange {
  const receipt = { id: of.id, outcome: 'applied', rev, lsn: '100' } as const
  const full = row && { id: of.payload.id, rev, ...row }
  return { ...of, status: 'applied', receipt: { ...receipt, ...(full && { row: full }) } }
}

/** A work as the mirror has it; enough of one for the fold. */
export function mirroredWork(id: string, rev: number, values: Partial<Work> = {}): Work {
  const row = { id, rev, lww: hlcAt(0), title: 'old', favorite: false, topics: [], ...values }
  return row as unknown as Work // the fold reads nothing else
}
