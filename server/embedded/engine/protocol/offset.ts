/**
 * How far a reader of a shape is. `before`: nothing read · `now`: wants only what comes · `chunk`:
 * has the snapshot's chunks up to `index` · `at`: has the log up to operation `op` of the
 * transaction at `lsn`; before all of them, yet after the snapshot, is `0_inf`.
 */
export type Offset =
  | { kind: 'before' }
  | { kind: 'now' }
  | { kind: 'chunk'; index: number }
  | LogOffset

export interface LogOffset {
  kind: 'at'
  lsn: bigint
  op: number
}

/** After the whole snapshot, before every change. */
export const SNAPSHOT_END: LogOffset = { kind: 'at', lsn: 0n, op: Number.POSITIVE_INFINITY }

/** An LSN has 64 bits, an operation's number fits a JavaScript integer. */
const PATTERN = /^(\d{1,20})_(\d{1,15}|inf)$/

/** `-1`, `now`, `0_3`, `0_inf`, `120387456_2`; undefined where it is none of them. */
export function parseOffset(text: string): Offset | undefined {
  if (text === '-1') return { kind: 'before' }
  if (text === 'now') return { kind: 'now' }
  const [, lsnPart, opPart] = PATTERN.exec(text) ?? []
  if (lsnPart === undefined || opPart === undefined) return undefined
  const lsn = BigInt(lsnPart)
  const op = opPart === 'inf' ? Number.POSITIVE_INFINITY : Number(opPart)
  return lsn === 0n && op !== Number.POSITIVE_INFINITY
    ? { kind: 'chunk', index: op }
    : { kind: 'at', lsn, op }
}

/** The offset as requests and headers carry it. */
export function offsetText(offset: Offset): string {
  if (offset.kind === 'before') return '-1'
  if (offset.kind === 'now') return 'now'
  if (offset.kind === 'chunk') return `0_${offset.index}`
  return `${offset.lsn}_${offset.op === Number.POSITIVE_INFINITY ? 'inf' : offset.op}`
}

/** Whether the log entry at `a` comes after the one at `b`. */
export function isAfter(a: Omit<LogOffset, 'kind'>, b: Omit<LogOffset, 'kind'>): boolean {
  return a.lsn > b.lsn || (a.lsn === b.lsn && a.op > b.op)
}
