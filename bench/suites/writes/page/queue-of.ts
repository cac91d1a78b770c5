import { WriteBuffer } from '../../../../lib/buffer/write-buffer.ts'
import { openMirror } from '../../../../lib/electric/mirror-database.ts'
import type { OpenLibrary } from '../../../../lib/repos/library.ts'
import { rowFromWire } from '../../../../lib/schema/wire.ts'
import { work } from '../../../../lib/schema/work.ts'
import { hlcAt } from '../../../../lib/wire/hlc.ts'
import { newWork, workPayload } from '../works.ts'

/** What waits in a queue: so many works, of which the first are parked and the next in their backoff. */
export interface QueueShape {
  count: number
  parked?: number
  delayed?: number
}

/** The work of each queue's library that is in the mirror, with one edit of it queued. */
export const MIRRORED = '11111111-1111-4111-8111-111111111111'

const HOUR_MS = 3_600_000
const PART = 1000

/** Makes a library whose queue has this shape; one of its works is in the mirror. */
export async function openQueueOf(shape: QueueShape, suffix: string): Promise<OpenLibrary> {
  const clientId = crypto.randomUUID()
  const buffer = new WriteBuffer({ clientId, suffix })
  const mirror = openMirror(suffix)
  const at = new Date().toISOString()
  const head = { rev: 1, lww: hlcAt(0), created_at: at, updated_at: at }
  await mirror.table('works').put(rowFromWire(work, { ...workPayload(0, MIRRORED), ...head }))
  const edit = { id: MIRRORED, notes: 'Read again.', topics: { add: ['to cite'] } }
  await buffer.enqueue({ table: 'works', op: 'update', payload: edit })
  const ids = await enqueueWorks(buffer, shape.count - 1)
  const { parked = 0, delayed = 0 } = shape
  await refuse(buffer, ids.slice(0, parked), false)
  await refuse(buffer, ids.slice(parked, parked + delayed), true)
  return { about: { libraryId: suffix, clientId, suffix }, buffer, mirror, nudge: () => undefined }
}

/** Queues new works; the ids of their changes. */
export async function enqueueWorks(buffer: WriteBuffer, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < count; from += PART) {
    const works = Array.from({ length: Math.min(PART, count - from) }, (_, i) => newWork(from + i))
    for (const { id } of await buffer.enqueue(works)) ids.push(id)
  }
  return ids
}

async function refuse(buffer: WriteBuffer, ids: readonly string[], retryable: boolean) {
  const code = retryable ? 'LOCKED' : 'INVALID'
  const policy = { maxRetries: 5, delayMs: () => HOUR_MS }
  for (let from = 0; from < ids.length; from += PART) {
    const part = ids.slice(from, from + PART)
    await buffer.claim(part, 'bench')
    const errors = part.map((id) => ({ id, error: 'refused', code, retryable }) as const)
    await buffer.markFailed(part, errors, policy)
  }
}
