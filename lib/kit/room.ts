import { delay } from './delay.ts'

/** What the browser says of its storage. `usageDetails` is what Chromium adds to the standard's two figures. */
export interface StorageAnswer {
  quota?: number
  usage?: number
  usageDetails?: unknown
}

export interface RoomOptions {
  /** By default the browser's own; where there is none, room is never short. */
  estimate?: (() => Promise<StorageAnswer>) | undefined
  /** A clock in milliseconds. */
  now?: () => number
}

/**
 * What is left alone by everything that adds to the origin's storage, in bytes. A database of
 * Chromium's that meets a full disk in the middle of a record may be thrown away whole, so none may
 * meet it: its log is written anew as tables (4 MiB), and merged with up to 50 MiB at a time.
 */
export const RESERVE_BYTES = 64 * 1024 * 1024

/** What is left alone also by that which brings the storage to rest: sending, answers, forgetting. */
export const FLOOR_BYTES = 32 * 1024 * 1024

/** How often what is stored may be on the disk at once while it is written: log, tables, merging, undoing. */
export const COPIES = 4

/** How fast others may fill the disk, in bytes a millisecond: a fast disk's 2 GB/s. */
const FILLING = 2_000_000

/** How long an answer counts at most, and how long one is waited for, in milliseconds. */
const LONGEST_MS = 10_000
const PATIENCE_MS = 1_000

/**
 * How much room the disk has left for this origin. Asking costs a fraction of a millisecond, and next
 * to nothing while there is plenty: an answer counts for as long as nobody could have filled the disk.
 */
export class Room {
  readonly #estimate: RoomOptions['estimate']
  readonly #now: () => number
  /** Bytes; infinite where nobody knows. */
  #left = Number.POSITIVE_INFINITY
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<number> | null = null

  constructor({ estimate = browsersOwn(), now = () => performance.now() }: RoomOptions = {}) {
    this.#estimate = estimate
    this.#now = now
  }

  /** Whether so many bytes are free; always where the browser does not tell. Never rejects. */
  async has(bytes: number): Promise<boolean> {
    if (!this.#estimate) return true
    const countsMs = Math.min(LONGEST_MS, (this.#left - bytes) / FILLING)
    const ageMs = this.#now() - this.#askedAt
    if (ageMs > countsMs) return (await this.#ask(this.#estimate)) >= bytes
    // soon needed anew: fetched before anybody waits for it
    if (ageMs > countsMs / 2) void this.#ask(this.#estimate)
    return true
  }

  #ask(estimate: () => Promise<StorageAnswer>): Promise<number> {
    this.#asking ??= this.#read(estimate).finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #read(estimate: () => Promise<StorageAnswer>): Promise<number> {
    const askedAt = this.#now()
    const enough = new AbortController()
    const told = estimate().then(leftOf, () => null)
    const late = delay(PATIENCE_MS, enough.signal).then(() => null)
    // a browser that says nothing now is taken at its last word
    this.#left = (await Promise.race([told, late])) ?? this.#left
    enough.abort()
    this.#askedAt = askedAt
    return this.#left
  }
}

/** The room of this machine, for all databases of the origin. */
export const ROOM = new Room()

/**
 * The bytes that are free. Only Chromium's answer means the disk, for an extension with `unlimitedStorage`;
 * Firefox' quota is a share that it has set once, and its SQLite is not hurt by a full disk.
 */
function leftOf({ quota, usage, usageDetails }: StorageAnswer): number {
  const known = usageDetails !== undefined && quota !== undefined && usage !== undefined
  return known && quota >= usage ? quota - usage : Number.POSITIVE_INFINITY
}

function browsersOwn(): RoomOptions['estimate'] {
  const storage: StorageManager | undefined = globalThis.navigator?.storage
  return storage?.estimate ? () => storage.estimate() : undefined
}
