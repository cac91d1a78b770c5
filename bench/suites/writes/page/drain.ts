import { WriteBuffer } from '../../../../lib/buffer/write-buffer.ts'
import { enqueueWorks } from './queue-of.ts'

/** The queue that the extension's own background drains. */
const buffer = new WriteBuffer()

/** Saves works as somebody does who is offline; nobody is told to send them. */
export async function fillQueue(count: number): Promise<void> {
  await enqueueWorks(buffer, count)
}

/** How many changes went into each of the last requests. */
export async function batchSizes(): Promise<number[]> {
  return (await buffer.db.attempts.toArray()).map(({ ids }) => ids.length)
}
