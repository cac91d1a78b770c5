import type { StoredRow } from '../rules/rows.ts'
import type { RowClock, Stamp, Stamps } from '../rules/stamps.ts'

/** What Postgres' binary form of a jsonb begins with, before its text. */
const JSONB_VERSION = Buffer.from([1])
const [OPEN, COMMA, CLOSE] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')] as const

/**
 * Some columns of rows as a jsonb in Postgres' binary form; without columns, all that are not null.
 * In bytes at once: one text of all rows would be copied, and encoded as a whole.
 */
export function rowsJsonb(rows: readonly StoredRow[], columns?: readonly string[]): Buffer {
  const texts = rows.flatMap((row) => [COMMA, Buffer.from(rowJson(row, columns))])
  return Buffer.concat([JSONB_VERSION, OPEN, ...texts.slice(1), CLOSE])
}

function rowJson(row: StoredRow, columns: readonly string[] | undefined): string {
  let text = ''
  for (const column of columns ?? Object.keys(row)) {
    const value = row[column]
    if (value === null && columns === undefined) continue
    const json = column === 'clock' ? clockJson(row.clock) : JSON.stringify(value)
    text += `${text === '' ? '' : ','}"${column}":${json}`
  }
  return `{${text}}`
}

/** A clock is the longest part of most rows, and written often: this is JSON.stringify, but faster. */
function clockJson(clock: RowClock): string {
  let text = ''
  for (const [column, of] of Object.entries(clock)) {
    const json = isStamp(of) ? stampJson(of) : stampsJson(of)
    text += `${text === '' ? '' : ','}"${column}":${json}`
  }
  return `{${text}}`
}

function stampsJson(stamps: Stamps): string {
  let text = ''
  for (const [part, stamp] of Object.entries(stamps)) {
    text += `${text === '' ? '' : ','}${JSON.stringify(part)}:${stampJson(stamp)}`
  }
  return `{${text}}`
}

/** Digits, letters and dashes only: nothing in a stamp needs a backslash. */
function stampJson({ hlc, client, seq, rev }: Stamp): string {
  return `{"hlc":"${hlc}","client":"${client}","seq":${seq},"rev":${rev}}`
}

function isStamp(of: Stamp | Stamps): of is Stamp {
  return typeof of.hlc === 'string'
}
