import { isAfter, type LogOffset, SNAPSHOT_END } from '../protocol/offset.ts'

/** One operation of the log, ready to be sent. */
export interface Entry {
  lsn: bigint
  op: number
  text: string
}

/** What a reader gets: whole messages joined by commas, and where that leaves it. */
export interface LogPart {
  text: string
  end: LogOffset
  /** Whether nothing lies behind it. */
  complete: boolean
}

/** What is kept joined for the next reader is no larger than this. */
const SHARED_CHARS = 256 * 1024

/**
 * The operations of a shape since its snapshot, in the order of commit. Offset and text of a part
 * come from one look at the entries, so that no writer gets in between.
 */
export class ShapeLog {
  readonly #entries: Entry[] = []
  #bytes = 0
  #lastJoin: { from: number; to: number; text: string } | undefined

  /** What the entries weigh in memory, about. */
  get bytes(): number {
    return this.#bytes
  }

  /** Where a reader stands who has read everything. */
  get end(): LogOffset {
    const last = this.#entries.at(-1)
    return last === undefined ? SNAPSHOT_END : { kind: 'at', lsn: last.lsn, op: last.op }
  }

  append(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#entries.push(entry)
      this.#bytes += entry.text.length
    }
  }

  /** Whether anything comes after the offset. */
  hasAfter(offset: LogOffset): boolean {
    return this.#entries.length > 0 && isAfter(this.end, offset)
  }

  /** The entries after an offset, up to about `maxBytes`; at least one, where there is one. */
  after(offset: LogOffset, maxBytes: number): LogPart {
    const from = this.#firstAfter(offset)
    let to = from
    for (let bytes = 0; to < this.#entries.length && bytes < maxBytes; to++) {
      bytes += this.#entries[to]?.text.length ?? 0
    }
    const last = this.#entries[to - 1]
    return {
      text: this.#join(from, to),
      end: last === undefined ? SNAPSHOT_END : { kind: 'at', lsn: last.lsn, op: last.op },
      complete: to === this.#entries.length,
    }
  }

  /** All readers that wait are woken for the same entries: those are joined once. */
  #join(from: number, to: number): string {
    const known = this.#lastJoin
    if (known?.from === from && known.to === to) return known.text
    const texts = this.#entries.slice(from, to).map((entry) => entry.text)
    const text = texts.join(',')
    if (text.length <= SHARED_CHARS) this.#lastJoin = { from, to, text }
    return text
  }

  #firstAfter(offset: LogOffset): number {
    let [low, high] = [0, this.#entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const entry = this.#entries[middle]
      if (entry !== undefined && isAfter(entry, offset)) high = middle
      else low = middle + 1
    }
    return low
  }
}
