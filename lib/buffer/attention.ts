import type { WriteChange } from './change.ts'
import { composePayload } from './compose-payload.ts'
import type { BufferDatabase } from './database.ts'
import type { Writer } from './enqueue.ts'
import { nextHlc } from './head.ts'
import { blocksForGood, letGo } from './hold.ts'
import type { StoredChange } from './lane.ts'
import { waitsForServer } from './outcome.ts'
import { place } from './place.ts'
import { prepare } from './prepare.ts'
import { everything, lane } from './reading.ts'
import type { QueueTransaction } from './transaction.ts'
import { InvalidChangeError, type Payload, readPayload } from './validate.ts'
import { write } from './write.ts'

/** A change that a person decides about, with what waits for that decision. */
export interface Refused {
  change: WriteChange
  held: WriteChange[]
}

export interface Attention {
  rejected: Refused[]
  superseded: Refused[]
  /** Whether something waits until the server is updated. */
  waitingForServerUpdate: boolean
}

/** What a person may want to look at: what was refused, what came too late, what waits for the server. */
export function attention(db: BufferDatabase): Promise<Attention> {
  return db.transaction('r', db.queue, async () => {
    const lanes = ['rejected', 'superseded', 'held', 'later'] as const
    const [rejected = [], superseded = [], held = [], later = []] = await Promise.all(
      lanes.map((each) => lane(db, each).toArray()),
    )
    return {
      rejected: rejected.map((change) => ({ change, held: heldBy(change, held) })),
      superseded: superseded.map((change) => ({ change, held: [] })),
      waitingForServerUpdate: later.some(({ code }) => waitsForServer(code)),
    }
  })
}

function heldBy(change: WriteChange, held: readonly WriteChange[]): WriteChange[] {
  if (!blocksForGood(change)) return []
  const rows = new Set([change.entity])
  return held.filter(({ entity, deps = [], seq }) => {
    const behind = seq > change.seq && [entity, ...deps].some((row) => rows.has(row))
    if (behind) rows.add(entity)
    return behind
  })
}

/**
 * Sends a refused change again, with a patch of its payload where one is given: as a new change, with
 * a new id and clock; the old one leaves. An insert keeps its place, because what hangs on it stands
 * behind it. The refused members of a group go together. Throws InvalidChangeError where the payload
 * is not valid; answers false where there is no such change.
 */
export function retry(
  db: BufferDatabase,
  id: string,
  patch: Payload,
  writer: Writer,
): Promise<boolean> {
  return write(db, 'strict', async (tx) => {
    const refused = await refusedChange(tx, id)
    if (!refused) return false
    const members = refused.group === undefined ? [refused] : await tx.ofGroup(refused.group)
    const group = members.length > 1 ? { group: crypto.randomUUID() } : {}
    for (const change of members.filter(({ status }) => status === 'error')) {
      const payload = payloadOf(change, change.id === id ? patch : {})
      await sayAgain(tx, change, { ...payload, ...group }, writer)
    }
    await letGo(tx)
    return true
  })
}

function payloadOf(change: StoredChange, patch: Payload): { payload: Payload } {
  const { table, op } = change
  const payload = composePayload(change, { table, op: 'update', payload: patch })
  const read = readPayload({ table, op, payload })
  if (!read.ok) throw new InvalidChangeError(read.reason)
  return { payload: read.payload }
}

async function sayAgain(
  tx: QueueTransaction,
  old: StoredChange,
  { payload, group }: { payload: Payload; group?: string },
  { clientId = tx.head.clientId, now }: Writer,
): Promise<void> {
  const { table, op, seq, winner } = old
  const base_rev = winner?.rev ?? old.base_rev
  const nowMs = now()
  const again = {
    ...{ table, op, payload },
    ...(group === undefined ? {} : { group }),
    ...(base_rev === undefined ? {} : { base_rev }),
  }
  const hlc = nextHlc(tx.head, nowMs, winner?.lww)
  const change = prepare(again, payload, { clientId, nowMs, hlc })
  tx.remove(old, 'discarded')
  if (op === 'insert') tx.add({ ...change, seq })
  else await place(tx, change)
}

/**
 * Forgets a refused change, because its person said so; no other change can be forgotten. With an
 * insert go the changes of the row that it would have made. Answers whether there was such a change.
 */
export function discard(db: BufferDatabase, id: string): Promise<boolean> {
  return write(db, 'strict', async (tx) => {
    const refused = await refusedChange(tx, id)
    if (!refused) return false
    const row = blocksForGood(refused) ? await tx.ofEntity(refused.entity) : []
    for (const change of row.filter(({ held }) => held)) tx.remove(change, 'discarded')
    tx.remove(refused, 'discarded')
    await letGo(tx)
    return true
  })
}

async function refusedChange(tx: QueueTransaction, id: string): Promise<StoredChange | undefined> {
  const change = await tx.byId(id)
  return change?.status === 'error' ? change : undefined
}

/** Everything that no server has, as JSON: a copy for its person, or for somebody who helps. */
export async function exportAll(db: BufferDatabase): Promise<string> {
  const missing = (await everything(db)).filter(({ status }) => status !== 'applied')
  return JSON.stringify({ format: 'deeprecall-changes', version: 1, changes: missing }, null, 2)
}
