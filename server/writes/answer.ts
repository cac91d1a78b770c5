import type { BatchResponse, ChangeError, Receipt } from '../../lib/wire/batch.ts'
import { PAYLOAD_VERSION } from '../../lib/wire/batch.ts'
import type { Judged } from './judged.ts'
import { changeErrorOf, groupSentence } from './refusal.ts'
import type { Result, Results } from './rules/result.ts'
import type { StoredRow } from './rules/rows.ts'
import type { Applied } from './store.ts'

type Answer = Receipt | ChangeError

/** The answer to a batch at the server's time, in epoch milliseconds. */
export function answerBatch(
  judged: Judged[],
  { value, txid, lsn, epoch }: Applied<Results>,
  nowMs: number,
): BatchResponse {
  const answers = answersOf(judged, value)
  const responses = answers.filter((answer) => 'outcome' in answer)
  const errors = answers.filter((answer) => 'code' in answer)
  const applied = responses.map(({ id }) => id)
  const position = { txid, lsn, epoch, server_time: nowMs, v: PAYLOAD_VERSION }
  const settled = { applied, responses, ...position }
  return errors.length === 0 ? settled : { ...settled, errors }
}

/** The answer to each change of a batch, in its order. */
function answersOf(judged: Judged[], results: Results): Answer[] {
  const answers: Answer[] = []
  for (const change of judged) {
    const first = change.kind === 'repeat' ? answers[change.of] : undefined
    answers.push(first === undefined ? answerOf(change, results) : repeated(first, change.sentId))
  }
  return answers
}

function repeated(first: Answer, sentId: string | null): Answer {
  if ('outcome' in first) return { ...first, id: sentId ?? first.id, outcome: 'duplicate' }
  return { ...first, id: sentId }
}

function answerOf(change: Judged, results: Results): Answer {
  if (change.kind === 'dismissed') return changeErrorOf(change.sentId, change.refusal)
  const result = change.kind === 'repeat' ? undefined : results.get(change.id)
  if (result === undefined) throw new Error('Every change that was remembered has a result')
  if (result.outcome !== 'rejected') return receiptOf(change.sentId ?? '', result)
  const { code } = result
  // Losing to something newer is no refusal: the rest of the group is saved.
  const fell = change.group !== null && code !== 'STALE'
  const error = result.error ?? (fell ? groupSentence(code) : undefined)
  return changeErrorOf(change.sentId, { code, error, row: shown(result.row) })
}

function receiptOf(id: string, result: Exclude<Result, { outcome: 'rejected' }>): Receipt {
  const { outcome, stored, canonicalId, row, rev } = result
  const receipt: Receipt = {
    id,
    outcome: stored ? 'duplicate' : outcome,
    rev: row?.rev ?? rev ?? 0,
  }
  const visible = shown(row)
  if (visible !== undefined) receipt.row = visible
  if (canonicalId !== undefined) receipt.canonical_id = canonicalId
  return receipt
}

/** A row as receipts and shapes carry it; a deleted one is not shown. */
function shown(row: StoredRow | undefined): Record<string, unknown> | undefined {
  if (row === undefined || row.deleted_at !== null) return undefined
  const { clock, deleted_at, server_at, ...visible } = row
  return visible
}
