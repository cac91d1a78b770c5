import type { Pool } from 'pg'
import type { BatchResponse } from '../../lib/wire/batch.ts'
import { answersOf } from './answer.ts'
import { applyRecords, positionOf } from './database.ts'
import { judgeGroups } from './groups.ts'
import { judge } from './judge.ts'
import { recordsOf } from './records.ts'
import { findRepeats } from './repeats.ts'

/**
 * Applies a batch of changes, each as it was sent, for an owner at the server's time. A bad change is
 * an entry of `errors` and leaves its neighbours alone. Throws for an outage only.
 */
export async function applyBatch(
  pool: Pool,
  ownerId: string,
  changes: readonly unknown[],
  nowMs: number,
): Promise<BatchResponse> {
  const judged = judgeGroups(findRepeats(changes.map(judge)))
  const { results, txid } = await applyRecords(pool, ownerId, recordsOf(judged), nowMs)
  const { epoch, lsn } = await positionOf(pool)
  const answers = answersOf(judged, results)
  const responses = answers.filter((answer) => 'outcome' in answer)
  const errors = answers.filter((answer) => 'code' in answer)
  const applied = responses.map(({ id }) => id)
  const settled = { applied, responses, txid, lsn, epoch, server_time: nowMs }
  return errors.length === 0 ? settled : { ...settled, errors }
}
