import { ROOM, type Room } from '../kit/room.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { ChangeError, Receipt } from '../wire/batch.ts'
import { type Account, account, moving, size } from './account.ts'
import { markApplied, markFailed, reopenApplied } from './answers.ts'
import { type Attention, attention, discard, exportAll, retry } from './attention.ts'
import type { ChangeStatus, NewChange, WriteChange } from './change.ts'
import { clear, prune } from './clearing.ts'
import { type BufferDatabase, bufferDatabase } from './database.ts'
import { enqueue, type Writer } from './enqueue.ts'
import { inOrder } from './hold.ts'
import type { Named } from './identifiers.ts'
import { nextChanges } from './next-changes.ts'
import type { RetryPolicy } from './outcome.ts'
import { everything, lane, naming, ofRow, sentIn, shownIn } from './reading.ts'
import { Recent } from './recent.ts'
import { claim, release } from './sending.ts'

export interface WriteBufferOptions {
  /** This device in its library; by default one that the queue makes and keeps. */
  clientId?: string
  suffix?: string
  now?: () => number
  /** Forgets what the mirror shows: asked for where the disk is full. */
  settle?: () => Promise<unknown>
  /** What the disk has left; the machine's own by default. */
  room?: Room
}

const ALL_BUT_APPLIED = ['pending', 'syncing', 'error'] as const

/**
 * The durable queue of a library's writes. What `enqueue` has answered for is never lost: it waits,
 * it is on the server, or a person sees that it was refused; `account` proves it.
 */
export class WriteBuffer {
  readonly db: BufferDatabase
  readonly #writer: Writer
  readonly #recent = new Recent()

  constructor({
    clientId,
    suffix = '',
    now = Date.now,
    settle = async () => {},
    room = ROOM,
  }: WriteBufferOptions = {}) {
    this.db = bufferDatabase(suffix, room)
    this.#writer = { clientId, now, settle }
  }

  /**
   * Checks and stores one change, or several in one transaction; answers when they are on disk. A
   * change that went up in an earlier one is answered as that one. Throws InvalidChangeError,
   * StorageFullError, StorageBrokenError, QueueUnavailableError or NewerQueueError; then nothing was queued.
   */
  enqueue(change: NewChange | readonly NewChange[]): Promise<WriteChange[]> {
    return enqueue(this.db, Array.isArray(change) ? change : [change], this.#writer)
  }

  /** The changes that may be sent now, in order, `limit` at the most; groups are never split. */
  peek(limit: number): Promise<WriteChange[]> {
    return nextChanges(this.db, limit, this.#writer.now(), this.#recent)
  }

  /**
   * Marks changes as on their way, for one start of a worker.
   * Answers them as they are now, which is what has to be sent: one may have been rewritten or taken
   * away since it was looked at.
   */
  claim(ids: readonly string[], bootId: string): Promise<WriteChange[]> {
    return claim(this.db, ids, bootId, this.#recent)
  }

  /** Puts changes back that are marked as on their way but are not: a transport failure costs nothing. */
  release(which: (change: WriteChange) => boolean): Promise<void> {
    return release(this.db, which)
  }

  /**
   * Notes what the server applied; `responses[i]` belongs to `ids[i]`, `lsn` and `epoch` to them all.
   * Unknown ids are ignored.
   */
  markApplied(
    ids: readonly string[],
    responses: readonly Receipt[] = [],
    lsn: string | null = null,
    epoch?: string,
  ): Promise<void> {
    return markApplied(this.db, { ids, responses, lsn, epoch }, this.#writer.now())
  }

  /** Notes what the server refused: tried again later, or parked for a person to see. */
  markFailed(
    ids: readonly string[],
    errors: readonly ChangeError[],
    policy: RetryPolicy = { maxRetries: 1, delayMs: () => 0 },
  ): Promise<void> {
    const named = new Set<string | null>(ids)
    const errorsOf = errors.filter(({ id }) => named.has(id))
    return markFailed(this.db, errorsOf, policy, this.#writer.now())
  }

  /**
   * Sends again what was applied but not seen in the mirror: the server has lost it, for it answers from
   * another database, that of `epoch`; what is known to be in that one stays.
   */
  reopenApplied(epoch?: string): Promise<void> {
    return reopenApplied(this.db, epoch)
  }

  /** How many changes are not settled: waiting, on their way, or parked. Or how many of one status. */
  size(of?: { status: ChangeStatus }): Promise<number> {
    return size(this.db, of ? [of.status] : ALL_BUT_APPLIED)
  }

  /** How many changes go by themselves, now or at a moment; what waits for a person is not among them. */
  moving(): Promise<number> {
    return moving(this.db)
  }

  /** Where each change that was ever enqueued is now; the difference is 0. */
  account(): Promise<Account> {
    return account(this.db)
  }

  /** Every change, in order. */
  getAll(): Promise<WriteChange[]> {
    return everything(this.db)
  }

  /** The changes of one table that the overlay needs, in order: all but those that were refused. */
  ofTable(table: SyncedTable): Promise<WriteChange[]> {
    return shownIn(this.db, table)
  }

  /** The changes of one row, in order. */
  ofEntity(table: SyncedTable, id: string): Promise<WriteChange[]> {
    return ofRow(this.db, table, id)
  }

  /**
   * The changes of one table that name one of these values in a column that tells rows apart, by an
   * index: it costs the same however long the queue is.
   */
  naming(table: SyncedTable, values: readonly Named[]): Promise<WriteChange[]> {
    return naming(this.db, table, values)
  }

  /** The changes that are on the server and wait for their echo, in order. */
  applied(): Promise<WriteChange[]> {
    return sentIn(this.db, 'applied')
  }

  /** The changes that the server refused, in order; those that came too late among them. */
  async parked(): Promise<WriteChange[]> {
    const lanes = (['rejected', 'superseded'] as const).map((each) => lane(this.db, each).toArray())
    return inOrder((await Promise.all(lanes)).flat())
  }

  /** The moment (epoch ms) when the first waiting change may be tried again; null where none waits. */
  async nextAttemptAt(): Promise<number | null> {
    return (await this.db.queue.orderBy('next_attempt_at').first())?.next_attempt_at ?? null
  }

  /** What a person may want to look at: refused changes, and whether the server has to be updated. */
  attention(): Promise<Attention> {
    return attention(this.db)
  }

  /**
   * Sends a refused change again, changed by a patch where one is given: as a new change, with a new
   * id and clock. Throws InvalidChangeError; answers false where there is no such change.
   */
  retry(id: string, patch: Record<string, unknown> = {}): Promise<boolean> {
    return retry(this.db, id, patch, this.#writer)
  }

  /** Forgets a refused change, because its person said so; no other change can be forgotten. */
  discard(id: string): Promise<boolean> {
    return discard(this.db, id)
  }

  /** Everything that no server has, as JSON. */
  exportAll(): Promise<string> {
    return exportAll(this.db)
  }

  /** Forgets changes that are settled: applied, and seen in the mirror. */
  prune(seqs: readonly number[]): Promise<void> {
    return prune(this.db, seqs)
  }

  /** Empties the queue and answers what was in it. Unsettled changes want `{confirm: true}`. */
  clear({ confirm = false } = {}): Promise<WriteChange[]> {
    return clear(this.db, confirm)
  }
}
