import type { Change, Transaction } from './change.ts'
import type { WalMessage } from './pgoutput.ts'

type Open = Omit<Transaction, 'endLsn'>

/**
 * Puts the messages of the stream together to whole transactions. One that outgrows `maxBytes` is
 * not kept: of each table that it touched only a `blind` change remains.
 */
export class Assembly {
  #open: Open | undefined
  #overgrown: Set<number> | undefined
  readonly #maxBytes: number

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Whether a transaction has begun and not ended. */
  get pending(): boolean {
    return this.#open !== undefined
  }

  /** Takes one message; gives the transaction that it completed, if it did. */
  take(message: WalMessage): Transaction | undefined {
    if (message.kind === 'begin') {
      this.#open = { xid: message.xid, lsn: message.lsn, changes: [], bytes: 0 }
      this.#overgrown = undefined
    } else if (message.kind === 'change') {
      this.#add(message.change, message.bytes)
    } else if (message.kind === 'commit') {
      const done = this.#open && { ...this.#open, endLsn: message.endLsn }
      this.#open = undefined
      return done
    }
    return undefined
  }

  #add(change: Change, bytes: number): void {
    const open = this.#open
    if (open === undefined) return
    open.bytes += bytes
    if (this.#overgrown === undefined && open.bytes > this.#maxBytes) this.#overgrow(open)
    if (this.#overgrown === undefined || change.kind === 'relation') open.changes.push(change)
    else for (const oid of touched(change)) this.#forget(open, this.#overgrown, oid)
  }

  #overgrow(open: Open): void {
    const kept = open.changes
    const overgrown = new Set<number>()
    this.#overgrown = overgrown
    open.changes = kept.filter((change) => change.kind === 'relation')
    for (const change of kept) {
      for (const oid of touched(change)) this.#forget(open, overgrown, oid)
    }
  }

  #forget(open: Open, overgrown: Set<number>, oid: number): void {
    if (overgrown.has(oid)) return
    overgrown.add(oid)
    open.changes.push({ kind: 'blind', oid })
  }
}

function touched(change: Change): readonly number[] {
  if (change.kind === 'truncate') return change.oids
  return change.kind === 'relation' ? [] : [change.oid]
}
