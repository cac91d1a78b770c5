import { hlcAt, hlcTimeMs, tick } from '../../../lib/wire/hlc.ts'

/** How far a client's clock may be ahead of the server's, in milliseconds: data.md, Last write wins. */
export const MAX_AHEAD_MS = 5_000

/** Who wrote a change that names no client: the pattern's plainest one. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What a write leaves on a column, an element of a set or a key: who wrote it, and when. */
export interface Stamp {
  hlc: string
  client: string
  seq: number | null
  /** The revision of the row that the write made. */
  rev: number
}

export type Stamps = Readonly<Record<string, Stamp>>

/** The stamps of a row by column; where a column merges part by part, by its parts. */
export type RowClock = Readonly<Record<string, Stamp | Stamps>>

/** Who writes, when, and what they had seen. */
export interface Writer {
  client: string
  seq: number | null
  /** Clamped to the server's time. */
  hlc: string
  /** The newest revision that the writer had seen. */
  baseRev: number | null
}

/** A clock that is no more than `MAX_AHEAD_MS` ahead of the server's time. */
export function clamp(hlc: string, nowMs: number): string {
  const latest = hlcAt(nowMs + MAX_AHEAD_MS)
  return hlc < latest ? hlc : latest
}

/**
 * The clock that a write leaves on what bears a stamp, or undefined where the write loses. What is
 * accepted is always above what it replaces.
 */
export function acceptedHlc(stamp: Stamp | undefined, by: Writer): string | undefined {
  if (stamp === undefined || isAbove(by, stamp)) return by.hlc
  return isNext(by, stamp) || isLater(by, stamp) || hasSeen(by, stamp)
    ? tick(stamp.hlc, 0)
    : undefined
}

function isAbove(by: Writer, stamp: Stamp): boolean {
  return by.hlc === stamp.hlc ? by.client > stamp.client : by.hlc > stamp.hlc
}

/** The same client wrote both, this later: its clock may have gone back in between. */
function isNext({ client, seq }: Writer, stamp: Stamp): boolean {
  return client === stamp.client && seq !== null && stamp.seq !== null && stamp.seq < seq
}

/**
 * Neither says which came first, and both are of one millisecond, be it that their clocks were
 * clamped: the order in which they arrive decides.
 */
function isLater({ client, seq, hlc }: Writer, stamp: Stamp): boolean {
  const plain = client === NOBODY && stamp.client === NOBODY && seq === null && stamp.seq === null
  return plain && hlcTimeMs(hlc) === hlcTimeMs(stamp.hlc)
}

function hasSeen({ baseRev }: Writer, stamp: Stamp): boolean {
  return baseRev !== null && baseRev >= stamp.rev
}
