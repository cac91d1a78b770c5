import { needsAttention, superseded, type WriteChange } from './change.ts'
import { composePayload } from './compose-payload.ts'
import type { BufferDatabase } from './database.ts'
import type { Writer } from './enqueue.ts'
import { nextHlc } from './head.ts'
import { blocksForGood, inOrder } from './hold.ts'
import type { StoredChange } from './lane.ts'
import { waitsForServer } from './outcome.ts'
import { place } from './place.ts'
import { prepare } from './prepare.ts'
import { everything, lane } from './reading.ts'
import type { Placeless, QueueTransaction } from './transaction.ts'
import { units } from './units.ts'
import { unreadable } from './unreadable.ts'
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
  const behind = ({ entity, deps = [], seq, group }: WriteChange) => {
    const later = seq > change.seq || (group !== undefined && group === change.group)
    return later && [entity, ...deps].some((row) => rows.has(row))
  }
  return units(held).flatMap((unit) => {
    if (!unit.some(behind)) return []
    for (const { entity } of unit) rows.add(entity)
    return unit
  })
}

/**
 * Sends a refused change again, with a patch of its payload where one is given: as a new change, with
 * a new id and clock; the old one leaves. What makes a row keeps its place, because what hangs on that
 * row stands behind it. The refused members of a group go together; one that only came too late goes by
 * itself, for the others have arrived. Throws InvalidChangeError where the payload is not valid;
 * answers false where there is no such change.
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
    const members = await refusedWith(tx, refused)
    const group = members.length > 1 ? { group: crypto.randomUUID() } : {}
    const keepPlaces = members.some(({ op }) => op === 'insert')
    for (const change of members) {
      const payload = payloadOf(change, change.id === id ? patch : {})
      const again = freshly(tx, change, { ...payload, ...group }, writer)
      tx.remove(change, 'discarded')
      if (keepPlaces) tx.add({ ...again, seq: change.seq })
      else await place(tx, again)
    }
    return true
  })
}

/** A refused change with those that the server refused because of it, or it because of them. */
async function refusedWith(tx: QueueTransaction, refused: StoredChange): Promise<StoredChange[]> {
  if (refused.group === undefined || superseded(refused)) return [refused]
  return inOrder((await tx.waiting.ofGroup(refused.group)).filter(needsAttention))
}

function payloadOf(change: StoredChange, patch: Payload): { payload: Payload } {
  const { table, op } = change
  const payload = composePayload(change, { table, op: 'update', payload: patch })
  const read = readPayload({ table, op, payload })
  if (!read.ok) throw new InvalidChangeError(read.reason)
  return { payload: read.payload }
}

/** A refused change as a new one, above what it has lost against. */
function freshly(
  tx: QueueTransaction,
  { table, op, winner, base_rev: seen }: StoredChange,
  { payload, group }: { payload: Payload; group?: string },
  { clientId = tx.head.clientId, now }: Writer,
): Placeless {
  const base_rev = winner?.rev ?? seen
  const nowMs = now()
  const change = {
    ...{ table, op, payload },
    ...(group === undefined ? {} : { group }),
    ...(base_rev === undefined ? {} : { base_rev }),
  }
  const hlc = nextHlc(tx.head, nowMs, winner?.lww)
  return prepare(change, payload, { clientId, nowMs, hlc })
}

/**
 * Forgets a refused change, because its person said so; no other change can be forgotten. With an
 * insert go the changes of the row that it would have made; not those of a group, which is never split.
 * Answers whether there was such a change.
 */
export function discard(db: BufferDatabase, id: string): Promise<boolean> {
  return write(db, 'strict', async (tx) => {
    const refused = await refusedChange(tx, id)
    if (!refused) return false
    const row = blocksForGood(refused) ? await tx.ofEntity(refused.entity) : []
    const alone = row.filter(({ held, group }) => held && group === undefined)
    for (const change of alone) tx.remove(change, 'discarded')
    tx.remove(refused, 'discarded')
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
  const others = await unreadable(db)
  const kept = others.length === 0 ? {} : { unreadable: others }
  const all = { format: 'deeprecall-changes', version: 1, changes: missing, ...kept }
  return JSON.stringify(all, null, 2)
}
