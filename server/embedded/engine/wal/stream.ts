import { randomBytes } from 'node:crypto'
import { LogicalReplicationService } from 'pg-logical-replication'
import { sessionConfig } from '../session.ts'
import type { EngineSettings } from '../settings.ts'
import { Assembly } from './assemble.ts'
import type { Transaction } from './change.ts'
import { type Lsn, lsnText, parseLsn } from './lsn.ts'
import type { WalMessage } from './pgoutput.ts'
import { ApplyQueue } from './queue.ts'
import { StreamPlugin } from './stream-plugin.ts'

/** Well under Postgres' wal_sender_timeout of 60 s. */
const STATUS_MS = 10_000
/** After three pings without an answer the connection is taken for dead. */
const SILENCE_MS = 3 * STATUS_MS + 5_000

/** Who is told what the stream brings. */
export interface StreamReader {
  /** The stream brings everything that is committed after this place. */
  start(lsn: Lsn): void
  transaction(transaction: Transaction): void | Promise<void>
  /** Everything committed before this place has been brought and applied. */
  idle(lsn: Lsn): void
}

export interface StreamSource {
  databaseUrl: string
  publication: string
  settings: EngineSettings
}

/** One connection that streams a publication's changes; what comes after its end is another's. */
export class WalStream {
  readonly #service: LogicalReplicationService
  readonly #plugin: StreamPlugin
  readonly #assembly: Assembly
  readonly #queue: ApplyQueue
  readonly #reader: StreamReader
  #startLsn: Lsn = 0n
  #applied: Lsn = 0n
  #heardMs = 0
  #paused = false
  #failure: unknown

  constructor({ databaseUrl, publication, settings }: StreamSource, reader: StreamReader) {
    this.#reader = reader
    this.#assembly = new Assembly(settings.transactionBytes)
    this.#queue = new ApplyQueue(
      (transaction) => this.#apply(transaction),
      (error) => this.#fail(error),
      { maxBytes: settings.queueBytes, close: () => this.#pause(), open: () => this.#resume() },
    )
    this.#plugin = new StreamPlugin({
      publication,
      slotMade: (lsn) => {
        this.#startLsn = lsn
      },
      broken: (error) => this.#fail(error),
    })
    this.#service = new LogicalReplicationService(sessionConfig(databaseUrl), {
      acknowledge: { auto: false, timeoutSeconds: 0 },
    })
  }

  /** Streams until the connection ends, which throws unless it was `signal` that ended it. */
  async run(signal: AbortSignal): Promise<void> {
    const service = this.#service
    service.on('start', () => this.#start())
    service.on('data', (_lsn, message: WalMessage) => this.#take(message))
    service.on('heartbeat', (lsn, _time, wanted) => this.#keepalive(parseLsn(lsn), wanted))
    service.on('error', (error) => this.#fail(error))
    const status = setInterval(() => this.#tick(), STATUS_MS)
    const stop = () => void service.stop()
    signal.addEventListener('abort', stop)
    try {
      await service.subscribe(this.#plugin, `deeprecall_${randomBytes(8).toString('hex')}`)
      throw this.#failure ?? new Error('the stream has ended')
    } catch (error) {
      if (!signal.aborted) throw this.#failure ?? error
    } finally {
      signal.removeEventListener('abort', stop)
      clearInterval(status)
      this.#queue.stop()
      await service.destroy()
    }
  }

  #start(): void {
    this.#heardMs = Date.now()
    this.#applied = this.#startLsn
    this.#reader.start(this.#startLsn)
  }

  #take(message: WalMessage): void {
    this.#heardMs = Date.now()
    const transaction = this.#assembly.take(message)
    if (transaction !== undefined) this.#queue.push(transaction)
  }

  #apply(transaction: Transaction): void | Promise<void> {
    const busy = this.#reader.transaction(transaction)
    const applied = () => {
      this.#applied = transaction.endLsn
    }
    return busy === undefined ? applied() : busy.then(applied)
  }

  #keepalive(lsn: Lsn, wanted: boolean): void {
    this.#heardMs = Date.now()
    const idle = this.#queue.empty && !this.#assembly.pending
    const further = idle && lsn > this.#applied
    if (further) {
      this.#applied = lsn
      this.#reader.idle(lsn)
    }
    if (further || wanted) this.#acknowledge(false)
  }

  /** Also while paused, or Postgres would take us for dead. */
  #tick(): void {
    if (this.#service.isStop()) return
    if (this.#paused) this.#heardMs = Date.now()
    else if (Date.now() - this.#heardMs > SILENCE_MS) this.#fail(new Error('the stream is silent'))
    this.#acknowledge(true)
  }

  /** Says how far everything is applied, and no further. The library adds one to what it is given. */
  #acknowledge(ping: boolean): void {
    void this.#service.acknowledge(lsnText(this.#applied - 1n), ping)
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#plugin.socket?.destroy()
  }

  #pause(): void {
    this.#paused = true
    this.#plugin.socket?.pause()
  }

  #resume(): void {
    this.#paused = false
    this.#plugin.socket?.resume()
  }
}
