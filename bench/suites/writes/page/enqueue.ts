import { WriteBuffer } from '../../../../lib/buffer/write-buffer.ts'
import { newWork } from '../works.ts'
import { openBareStore } from './bare-store.ts'

/** Milliseconds of each turn, in order. */
export interface EnqueueTimes {
  enqueue: number[]
  put: number[]
}

/** Saves so many works twice: through the queue, and bare. Which of the two begins alternates. */
export async function timeEnqueue(count: number, suffix: string): Promise<EnqueueTimes> {
  const buffer = new WriteBuffer({ clientId: crypto.randomUUID(), suffix })
  const bare = await openBareStore(`bare${suffix}`)
  const spare = await buffer.enqueue(newWork(0))
  const times: EnqueueTimes = { enqueue: [], put: [] }
  let record: object = { ...spare[0] }
  for (let n = 1; n <= count; n++) {
    const put = async () => {
      times.put.push(await elapsed(() => bare.put({ ...record, seq: n })))
    }
    const work = newWork(n)
    if (n % 2 === 0) await put()
    let queued: object[] = []
    const enqueueMs = await elapsed(async () => {
      queued = await buffer.enqueue(work)
    })
    times.enqueue.push(enqueueMs)
    if (n % 2 === 1) await put()
    record = queued[0] ?? record
  }
  await buffer.db.delete()
  return times
}

/** How long something takes, in milliseconds. */
export async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
