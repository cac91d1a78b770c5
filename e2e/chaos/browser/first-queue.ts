import { PAYLOAD_VERSION } from '../../../lib/wire/batch.ts'
import { hlcAt } from '../../../lib/wire/hlc.ts'
import { outcome } from './outcome.ts'

/** The queue's database as its first version made it; Dexie multiplies versions by ten. */
export const FIRST_VERSION = 10
const CHANGES = { keyPath: 'seq', autoIncrement: true }
const INDEXES = { status: ['status', 'seq'], entity: ['entity', 'seq'], table: ['table', 'seq'] }

/** Makes a queue as the first version of the extension left it, with changes that it never sent. */
export async function makeFirstQueue(
  name: string,
  clientId: string,
  works: readonly { id: string; title: string }[],
): Promise<void> {
  const opening = indexedDB.open(name, FIRST_VERSION)
  opening.onupgradeneeded = () => {
    const changes = opening.result.createObjectStore('changes', CHANGES)
    changes.createIndex('id', 'id', { unique: true })
    for (const path of Object.values(INDEXES)) changes.createIndex(`[${path.join('+')}]`, path)
    opening.result.createObjectStore('attempts', { keyPath: 'n', autoIncrement: true })
    opening.result.createObjectStore('meta', { keyPath: 'key' })
  }
  const db = await outcome(opening)
  const tx = db.transaction('changes', 'readwrite')
  const store = tx.objectStore('changes')
  for (const [i, work] of works.entries()) store.add(firstChange(clientId, work, i))
  await new Promise((resolve) => {
    tx.oncomplete = resolve
  })
  db.close()
}

function firstChange(clientId: string, payload: { id: string; title: string }, i: number) {
  const nowMs = Date.now() + i
  return {
    ...{ id: crypto.randomUUID(), table: 'works', op: 'insert', payload, created_at: nowMs },
    ...{ status: 'pending', retry_count: 0, v: PAYLOAD_VERSION, client_id: clientId },
    ...{ hlc: hlcAt(nowMs), entity: `works:${payload.id}` },
  }
}

/** How many changes lie in each store of a queue, whichever version made it; nothing is upgraded. */
export async function countQueue(
  name: string,
): Promise<{ version: number; old: number; taken: number }> {
  const db = await outcome(indexedDB.open(name))
  const count = async (store: string) => {
    if (!db.objectStoreNames.contains(store)) return 0
    return outcome(db.transaction(store).objectStore(store).count())
  }
  const counted = { version: db.version, old: await count('changes'), taken: await count('queue') }
  db.close()
  return counted
}

/** Has the queue open as the first version's background has it: it gives way to who upgrades. */
export async function openFirst(name: string): Promise<void> {
  const db = await outcome(indexedDB.open(name, FIRST_VERSION))
  db.onversionchange = () => db.close()
}
