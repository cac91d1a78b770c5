import { batchSizes, fillQueue } from './drain.ts'
import { timeEnqueue } from './enqueue.ts'
import { openQueues, timeReads } from './reads.ts'

const bench = { timeEnqueue, openQueues, timeReads, fillQueue, batchSizes }

/** What the measuring program calls in the page. */
export type BenchPage = typeof bench

Object.assign(globalThis, { bench })
