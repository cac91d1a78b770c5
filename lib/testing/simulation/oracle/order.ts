import type { WireChange } from '../../../wire/batch.ts'

/**
 * Sees to it that the changes of one device to one row take effect in the order in which they were made.
 * A refused one that its person sends again keeps its place, but has a clock of its own.
 */
export function orderCheck(violation: (what: string) => void): (change: WireChange) => void {
  /** client and entity → its last change that took effect. */
  const lasts = new Map<string, { seq: number; hlc: string }>()
  return (change) => {
    const { client_id, seq = 0, hlc = '', table, payload } = change
    const key = `${client_id} ${table}:${payload.id}`
    const last = lasts.get(key)
    if (last && seq < last.seq && hlc < last.hlc) {
      violation(`${nameOf(change)} took effect after seq ${last.seq} of its row`)
    }
    if (!last || seq > last.seq) lasts.set(key, { seq, hlc })
  }
}

/** A change for whoever reads a trace. */
export function nameOf({ op, table, payload, id, seq }: WireChange): string {
  return `${op} ${table}:${String(payload.id).slice(0, 8)} #${seq} (${id.slice(0, 8)})`
}
