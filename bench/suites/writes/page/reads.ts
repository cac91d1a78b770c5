import type { OpenLibrary } from '../../../../lib/repos/library.ts'
import { readOne } from '../../../../lib/repos/read.ts'
import { work } from '../../../../lib/schema/work.ts'
import { quantile } from '../turns.ts'
import { elapsed } from './enqueue.ts'
import { MIRRORED, openQueueOf, type QueueShape } from './queue-of.ts'

/** What a page and the worker ask a queue all the time. */
const READS = {
  peek: ({ buffer }: OpenLibrary) => buffer.peek(10),
  size: ({ buffer }: OpenLibrary) => buffer.size(),
  overlay: (library: OpenLibrary) => readOne(library, work, MIRRORED),
}

export type Read = keyof typeof READS

/** Calls that are timed together, for the clock of a page is coarse; and how often in a turn. */
const CALLS = 3
const ROUNDS = 7

const libraries = new Map<string, OpenLibrary>()

/** Makes the queues that `timeReads` asks, by name. */
export async function openQueues(shapes: Record<string, QueueShape>): Promise<void> {
  for (const [name, shape] of Object.entries(shapes)) {
    libraries.set(name, await openQueueOf(shape, `_${name}`))
  }
}

/** Asks every queue the same, by turns; the median milliseconds of a call, by queue. */
export async function timeReads(read: Read): Promise<Record<string, number>> {
  const times = [...libraries.keys()].map((name): [string, number[]] => [name, []])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, taken] of times) taken.push(await timeCalls(read, name))
  }
  return Object.fromEntries(times.map(([name, taken]) => [name, quantile(taken, 0.5)]))
}

async function timeCalls(read: Read, name: string): Promise<number> {
  const library = libraries.get(name)
  if (!library) return Number.NaN
  const ms = await elapsed(async () => {
    for (let call = 0; call < CALLS; call++) await READS[read](library)
  })
  return ms / CALLS
}
