import { restores, type WriteChange } from '../buffer/change.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import { fromWire, rowFromWire } from '../schema/wire.ts'
import { hlcTimeMs } from '../wire/hlc.ts'
import { applyPatch } from './apply-patch.ts'

/** What the fold starts from: the mirror's row, or the last one it held before a delete. */
export interface Ground<Row> {
  row?: Row | undefined
  buried?: Row | undefined
  /** Of which of the server's databases the mirror's row is. */
  epoch?: string | undefined
}

/**
 * One row as its person sees it: the newest that the server has said of it, in the mirror or in an
 * answer, and on top of that what waits, in its order. Parked changes are left out: what the server
 * refused is not shown as if it held.
 */
export function foldRow<F extends Fields>(
  entity: Entity<F>,
  ground: Ground<RowOf<Entity<F>>>,
  changes: readonly WriteChange[],
): RowOf<Entity<F>> | undefined {
  let { row: current, buried: hidden } = newest(entity, ground, changes)
  const waiting = changes.filter((one) => one.status !== 'error' && !isAnswered(one))
  const lastDelete = waiting.findLastIndex(({ op }) => op === 'delete')
  for (const [i, change] of waiting.entries()) {
    const next = step(entity, current ?? (restores(change) ? hidden : undefined), change)
    // Whoever deletes a row later has seen it with this change, though it went before the answer came.
    if (next === undefined)
      hidden = current ?? (i < lastDelete ? asItWas(entity, hidden, change) : hidden)
    current = next
  }
  return current
}

/** How a row last was, as far as the answers to its changes tell: before it went, where they say that. */
export function lastSeen<F extends Fields>(
  entity: Entity<F>,
  changes: readonly WriteChange[],
): RowOf<Entity<F>> | undefined {
  const { row, buried } = newest(entity, {}, changes)
  return row ?? buried
}

function isAnswered({ status, receipt }: WriteChange): boolean {
  return status === 'applied' && receipt !== undefined
}

/**
 * The row of the highest rev, of the mirror's and the answers'; an answer without a row says that it is
 * deleted. A mirror of another database than an answer's is an older one, whatever its rev.
 */
function newest<F extends Fields>(
  entity: Entity<F>,
  { row, buried, epoch }: Ground<RowOf<Entity<F>>>,
  changes: readonly WriteChange[],
): Ground<RowOf<Entity<F>>> {
  let current = row
  let hidden = buried
  let told = { rev: row?.rev ?? -1, epoch }
  for (const change of changes) {
    const { status, receipt } = change
    if (status !== 'applied' || !receipt) continue
    const sameDatabase = receipt.epoch === told.epoch
    if (sameDatabase && receipt.rev < told.rev) continue
    if (!receipt.row) hidden = asItWas(entity, current ?? hidden, change)
    if (sameDatabase && receipt.rev === told.rev) continue
    current = receipt.row && rowFromWire(entity, receipt.row)
    told = { rev: receipt.rev, epoch: receipt.epoch }
  }
  return { row: current, buried: hidden }
}

/**
 * What a change made of a row that was deleted before its answer came, as after a lost answer: where
 * the mirror never had that row, it is brought back as its person last saw it.
 */
function asItWas<F extends Fields>(
  entity: Entity<F>,
  row: RowOf<Entity<F>> | undefined,
  change: WriteChange,
): RowOf<Entity<F>> | undefined {
  return change.op === 'delete' ? row : step(entity, row, change)
}

function step<F extends Fields>(
  entity: Entity<F>,
  row: RowOf<Entity<F>> | undefined,
  change: WriteChange,
): RowOf<Entity<F>> | undefined {
  if (change.op === 'delete') return undefined
  if (!row && change.op === 'update') return undefined
  return patched(entity, row ?? blank(entity, change), change)
}

function patched<F extends Fields>(
  entity: Entity<F>,
  row: RowOf<Entity<F>>,
  change: WriteChange,
): RowOf<Entity<F>> {
  const patch = fromWire(entity as unknown as Entity, change.payload) // only the names are read
  const values = applyPatch(entity.fields, row, patch)
  const updatedAt = new Date(hlcTimeMs(change.hlc)).toISOString()
  return { ...values, lww: change.hlc, updatedAt } as RowOf<Entity<F>> // the patch was validated before it was queued
}

/** A row that nothing has been said of yet: what Postgres fills in, null elsewhere. */
function blank<F extends Fields>(entity: Entity<F>, change: WriteChange): RowOf<Entity<F>> {
  const values = Object.entries(entity.fields).map(([name, field]) => [
    name,
    field.presence === 'fallback' ? field.fallback : null,
  ])
  const head = {
    id: change.payload.id,
    rev: 0,
    createdAt: new Date(change.created_at).toISOString(),
  }
  return { ...Object.fromEntries(values), ...head } as RowOf<Entity<F>> // required fields follow with the insert
}
