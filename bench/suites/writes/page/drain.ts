import { WriteBuffer } from '../../../../lib/buffer/write-buffer.ts'
import { enqueueWorks } from './queue-of.ts'

/** The queue that the extension's own background drains. */
const buffer = new WriteBuffer()

/** Saves works as somebody does who is offline; nobody is told to send them. */
export async function fillQueue(count: number): Promise<void> {
  await enqueueWorks(buffer, count)
}

/** How many changes there are of each state, and how many went into each request so far. */
export async function progress(): Promise<{
  waiting: number
  applied: number
  parked: number
  batchSizes: number[]
}> {
  const [pending, syncing, applied, parked] = await Promise.all(
    (['pending', 'syncing', 'applied', 'error'] as const).map((status) => buffer.size({ status })),
  )
  const attempts = await buffer.db.attempts.toArray()
  return {
    waiting: (pending ?? 0) + (syncing ?? 0),
    ...{ applied: applied ?? 0, parked: parked ?? 0 },
    batchSizes: attempts.map(({ ids }) => ids.length),
  }
}

/** Empties the queue for the next turn. */
export async function clearQueue(): Promise<void> {
  await buffer.clear({ confirm: true })
}
