import { randomUUID } from 'node:crypto'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { hlcAt } from '../../../lib/wire/hlc.ts'

/** The moment that every scripted test calls now, in epoch milliseconds. */
export const NOW_MS = Date.parse('2026-03-01T12:00:00.000Z')

type About = Partial<WireChange> & { payload: WireChange['payload'] }

/** A change of a work with an id of its own and every field that a queue adds. */
export function change(op: WireChange['op'], about: About): WireChange {
  return { id: randomUUID(), table: 'works', op, created_at: NOW_MS, v: 1, ...about }
}

export const insert = (payload: About['payload'], more: Partial<WireChange> = {}): WireChange =>
  change('insert', { payload, ...more })

export const update = (payload: About['payload'], more: Partial<WireChange> = {}): WireChange =>
  change('update', { payload, ...more })

export const remove = (id: string, more: Partial<WireChange> = {}): WireChange =>
  change('delete', { payload: { id }, ...more })

/** The clock of a moment before or after now. */
export function at(offsetMs: number, counter = 0): string {
  return hlcAt(NOW_MS + offsetMs, counter)
}

/** A person's device: its changes carry its id and a rising number. */
export function device(): (offsetMs: number, baseRev?: number) => Partial<WireChange> {
  const client_id = randomUUID()
  let seq = 0
  return (offsetMs, base_rev) => {
    seq++
    const clock = { client_id, seq, hlc: at(offsetMs) }
    return base_rev === undefined ? clock : { ...clock, base_rev }
  }
}
