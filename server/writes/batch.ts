import type { BatchResponse } from '../../lib/wire/batch.ts'
import { answerBatch } from './answer.ts'
import { applyCarefully } from './careful.ts'
import { judgeGroups } from './groups.ts'
import { judge } from './judge.ts'
import type { Judged } from './judged.ts'
import { identifiersNamed } from './merging/follow.ts'
import { findRepeats } from './repeats.ts'
import type { Results } from './rules/result.ts'
import { type Applied, type BatchTransaction, NotAlone, type Store, WriteRefused } from './store.ts'
import { applyOrder } from './units.ts'
import { applyWhole, type Batch } from './whole.ts'

/**
 * Applies a batch of changes, each as it was sent, for an owner at the server's time. A bad change is
 * an entry of `errors` and leaves its neighbours alone. Throws for an outage only.
 */
export async function applyBatch(
  store: Store,
  ownerId: string,
  changes: readonly unknown[],
  nowMs: number,
): Promise<BatchResponse> {
  const judged = judgeGroups(findRepeats(changes.map(judge)))
  const batch = batchOf(judged, ownerId, nowMs)
  return answerBatch(judged, await applyTo(store, batch), nowMs)
}

function batchOf(judged: Judged[], ownerId: string, nowMs: number): Batch {
  const ready = judged.filter((change) => change.kind === 'ready')
  const refused = judged.filter((change) => change.kind === 'refused')
  const alone = identifiersNamed(ready).length > MANY_IDENTIFIERS
  return { ownerId, nowMs, units: applyOrder(ready), refused, alone }
}

/** A lock for each would fill Postgres' table of locks: 64 a connection, by default, for everybody. */
const MANY_IDENTIFIERS = 64

/**
 * As a whole first; alone where works are merged by it, or were; where the store refuses something of
 * it, in halves until that stands alone.
 */
async function applyTo(store: Store, batch: Batch): Promise<Applied<Results>> {
  const run = (apply: (tx: BatchTransaction, batch: Batch) => Promise<Results>, of: Batch) =>
    store.apply(batch.ownerId, (tx) => apply(tx, of))
  const alone = { ...batch, alone: true }
  try {
    return await run(applyWhole, batch).catch((error) => {
      if (error instanceof NotAlone) return run(applyWhole, alone)
      throw error
    })
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error
    return run(applyCarefully, alone)
  }
}
