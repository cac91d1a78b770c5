import { entityKey, type NewChange, type WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { nextHlc } from './head.ts'
import { waysToMakeRoom } from './make-room.ts'
import { place } from './place.ts'
import { prepare } from './prepare.ts'
import { keepReserve } from './reserve.ts'
import { isQuotaError, StorageFullError } from './storage-errors.ts'
import type { QueueTransaction } from './transaction.ts'
import { type Payload, validPayloads } from './validate.ts'
import { forgetOldWithdrawn } from './withdrawing.ts'
import { write } from './write.ts'

/** Which device writes: by default the one that the queue has named; `now` is its clock. */
export interface Writer {
  clientId: string | undefined
  now: () => number
  /** Forgets what the mirror shows, which makes room on a full disk. */
  settle: () => Promise<unknown>
}

/** Checks changes and stores them in one transaction; answers when they are on the disk. */
export async function enqueue(
  db: BufferDatabase,
  changes: readonly NewChange[],
  writer: Writer,
): Promise<WriteChange[]> {
  const payloads = validPayloads(changes)
  const run = (tx: QueueTransaction) => placeAll(tx, changes, payloads, writer)
  const ahead = (tx: QueueTransaction) => {
    for (const [i, { table }] of changes.entries()) askAhead(tx, table, payloads[i] ?? {})
  }
  const ways = waysToMakeRoom(db, writer.settle)
  await keepReserve(db, payloads, ways[0])
  let full: unknown
  for (const makeRoom of [NOTHING_YET, ...ways]) {
    try {
      if (await makeRoom()) return await write(db, 'strict', run, ahead)
    } catch (error) {
      if (!isQuotaError(error)) throw error
      full = error
    }
  }
  throw new StorageFullError(full)
}

const NOTHING_YET = async () => true

async function placeAll(
  tx: QueueTransaction,
  changes: readonly NewChange[],
  payloads: readonly Payload[],
  { clientId = tx.head.clientId, now }: Writer,
): Promise<WriteChange[]> {
  const placed: WriteChange[] = []
  for (const [i, change] of changes.entries()) {
    const nowMs = now()
    const hlc = nextHlc(tx.head, nowMs, change.seen)
    placed.push(await place(tx, prepare(change, payloads[i] ?? {}, { clientId, nowMs, hlc })))
    if (change.op === 'delete') await forgetOldWithdrawn(tx, nowMs)
  }
  return placed
}

/** What will be looked up is asked for at once: one round trip instead of one a change. */
function askAhead(tx: QueueTransaction, table: NewChange['table'], payload: Payload): void {
  tx.last(entityKey(table, String(payload.id))).catch(() => {}) // whoever waits for the transaction hears of it
}
