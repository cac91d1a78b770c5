import { Dexie } from 'dexie'
import type { SyncedTable } from '../schema/entities.ts'
import type { ChangeError, Receipt } from '../wire/batch.ts'
import { limits } from '../wire/limits.ts'
import { entityKey, type NewChange, unsettled, type WriteChange } from './change.ts'
import { keptClientId } from './client-id.ts'
import { nextHlc } from './clock.ts'
import { type BufferDatabase, openBufferDatabase } from './database.ts'
import { outcomeOf, type RetryPolicy } from './outcome.ts'
import { blockedEntities, pick } from './peek.ts'
import { prepare } from './prepare.ts'
import { UnsettledChangesError } from './unsettled-changes-error.ts'
import { validPayload } from './validate.ts'

const { minKey, maxKey } = Dexie

export interface WriteBufferOptions {
  /** This device in its library; by default one that the queue makes and keeps. */
  clientId?: string
  suffix?: string
  now?: () => number
}

/** The durable queue of a library's writes. What `enqueue` has answered for is never lost. */
export class WriteBuffer {
  readonly db: BufferDatabase
  readonly #clientId: string | undefined
  readonly #now: () => number

  constructor({ clientId, suffix = '', now = Date.now }: WriteBufferOptions = {}) {
    this.db = openBufferDatabase(suffix)
    this.#clientId = clientId
    this.#now = now
  }

  /** Checks and stores one change, or several in one transaction; answers when they are on disk. */
  async enqueue(change: NewChange | readonly NewChange[]): Promise<WriteChange[]> {
    const changes = Array.isArray(change) ? change : [change]
    const payloads = changes.map(validPayload)
    const { db } = this
    return db.transaction('rw', db.changes, db.meta, async () => {
      const clientId = this.#clientId ?? (await keptClientId(db))
      const stored: WriteChange[] = []
      for (const [i, one] of changes.entries()) {
        const about = { id: crypto.randomUUID(), clientId, nowMs: this.#now() }
        const row = {
          ...prepare(one, payloads[i] ?? {}, about),
          hlc: await nextHlc(db, about.nowMs, one.seen),
        }
        const seq = await db.changes.add(row as WriteChange) // seq is IndexedDB's to give
        stored.push({ ...row, seq })
      }
      return stored
    })
  }

  /** The changes that may be sent now, in order, `limit` at the most; groups are never split. */
  async peek(limit: number): Promise<WriteChange[]> {
    const { db } = this
    return db.transaction('r', db.changes, async () => {
      const blocked = blockedEntities(await this.#byStatus('syncing', 'error'))
      const window = limit + limits.groupChanges + blocked.size
      const pending = await this.#pending(window)
      const picked = pick(pending, blocked, limit, this.#now())
      const last = picked.at(-1)
      const end = last === undefined ? 0 : pending.indexOf(last) + limits.groupChanges
      const whole = pending.length < window || (picked.length >= limit && end <= pending.length)
      return whole ? picked : pick(await this.#pending(), blocked, limit, this.#now())
    })
  }

  /** Marks changes as on their way, for one start of a worker, until the lease ends (epoch ms). */
  async claim(ids: readonly string[], bootId: string, leaseUntil: number): Promise<void> {
    await this.#update(ids, (change) => {
      if (change.status !== 'pending') return
      Object.assign(change, { status: 'syncing', lease_by: bootId, lease_until: leaseUntil })
    })
  }

  /** Puts changes back that are marked as on their way but are not: a transport failure costs nothing. */
  async release(which: (change: WriteChange) => boolean): Promise<void> {
    await this.db.changes
      .where('[status+seq]')
      .between(['syncing', minKey], ['syncing', maxKey])
      .filter(which)
      .modify((change) => {
        change.status = 'pending'
        delete change.lease_by
        delete change.lease_until
      })
  }

  /** Notes what the server applied; `responses[i]` belongs to `ids[i]`. Unknown ids are ignored. */
  async markApplied(
    ids: readonly string[],
    responses: readonly Receipt[] = [],
    lsn: string | null = null,
  ): Promise<void> {
    const receipts = new Map(ids.map((id, i) => [id, responses[i]]))
    await this.#update(ids, (change) => {
      const receipt = receipts.get(change.id)
      change.status = 'applied'
      change.applied_at = this.#now()
      if (receipt) change.receipt = { ...receipt, lsn }
      delete change.lease_by
      delete change.lease_until
    })
  }

  /** Notes what the server refused: tried again later, or parked for a person to see. */
  async markFailed(
    ids: readonly string[],
    errors: readonly ChangeError[],
    policy: RetryPolicy = { maxRetries: 1, delayMs: () => 0 },
  ): Promise<void> {
    const byId = new Map(errors.map((error) => [error.id, error]))
    await this.#update(ids, (change) => {
      const error = byId.get(change.id)
      if (error) Object.assign(change, outcomeOf(change, error, policy, this.#now()))
    })
  }

  /** How many changes are not settled: waiting, on their way, or parked. Or how many of one status. */
  async size(of?: { status: WriteChange['status'] }): Promise<number> {
    const statuses = of ? [of.status] : (['pending', 'syncing', 'error'] as const)
    const counts = await Promise.all(statuses.map((status) => this.#range(status).count()))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  /** Every change, in order. */
  getAll(): Promise<WriteChange[]> {
    return this.db.changes.orderBy('seq').toArray()
  }

  /** The changes of one table that the overlay needs, in order. */
  ofTable(table: SyncedTable): Promise<WriteChange[]> {
    return this.db.changes.where('[table+seq]').between([table, minKey], [table, maxKey]).toArray()
  }

  /** The changes of one row, in order. */
  ofEntity(table: SyncedTable, id: string): Promise<WriteChange[]> {
    const key = entityKey(table, id)
    return this.db.changes.where('[entity+seq]').between([key, minKey], [key, maxKey]).toArray()
  }

  /** The changes that the server refused, in order. */
  parked(): Promise<WriteChange[]> {
    return this.#range('error').toArray()
  }

  /** Forgets a refused change, because its person said so; no other change can be forgotten. */
  async discard(id: string): Promise<void> {
    await this.db.changes
      .where({ id })
      .filter(({ status }) => status === 'error')
      .delete()
  }

  /** Forgets changes that are settled: applied, and seen in the mirror. */
  async prune(seqs: readonly number[]): Promise<void> {
    await this.db.changes
      .where('seq')
      .anyOf(seqs)
      .filter((change) => change.status === 'applied')
      .delete()
  }

  /** Empties the queue and answers what was in it. Unsettled changes want `{confirm: true}`. */
  async clear({ confirm = false } = {}): Promise<WriteChange[]> {
    const { db } = this
    return db.transaction('rw', db.changes, async () => {
      const exported = await db.changes.orderBy('seq').toArray()
      const waiting = exported.filter((change) => unsettled(change) || change.status === 'error')
      if (waiting.length > 0 && !confirm) throw new UnsettledChangesError(waiting.length)
      await db.changes.clear()
      return exported
    })
  }

  #range(status: WriteChange['status']) {
    return this.db.changes.where('[status+seq]').between([status, minKey], [status, maxKey])
  }

  #pending(limit = Number.POSITIVE_INFINITY): Promise<WriteChange[]> {
    return this.#range('pending').limit(limit).toArray()
  }

  async #byStatus(...statuses: WriteChange['status'][]): Promise<WriteChange[]> {
    return (await Promise.all(statuses.map((status) => this.#range(status).toArray()))).flat()
  }

  async #update(ids: readonly string[], change: (row: WriteChange) => void): Promise<void> {
    await this.db.changes.where('id').anyOf(ids).modify(change)
  }
}
