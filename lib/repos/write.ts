import type { NewChange, WriteChange } from '../buffer/change.ts'
import { foldRow } from '../overlay/fold.ts'
import type { Entity, Fields, InsertOf, PatchOf, RowOf } from '../schema/entity.ts'
import { toWire } from '../schema/wire.ts'
import { library } from './library.ts'
import { readOne, tableOf } from './read.ts'

type Row<F extends Fields> = RowOf<Entity<F>>

/**
 * The change that makes a row. `id` is made here where the data names none. A row whose id its
 * content gives may have been there before: making it again is a restore.
 */
export function insertion<F extends Fields>(
  entity: Entity<F>,
  data: InsertOf<Entity<F>> & { id?: string },
): NewChange {
  const { identify } = entity
  const id = data.id ?? identify?.(data) ?? crypto.randomUUID()
  const again = identify ? { deletedAt: null } : {}
  return { table: tableOf(entity), op: 'insert', payload: wire(entity, { ...data, ...again, id }) }
}

/** Queues changes in one transaction, tells the flush worker, and answers what was queued. */
export async function enqueue(changes: readonly NewChange[]): Promise<WriteChange[]> {
  const { buffer, nudge } = library()
  const queued = await buffer.enqueue(changes)
  nudge()
  return queued
}

/** Makes a row; answers it as it is shown from now on. Throws InvalidChangeError. */
export async function insertRow<F extends Fields>(
  entity: Entity<F>,
  data: InsertOf<Entity<F>> & { id?: string },
): Promise<Row<F>> {
  const queued = await enqueue([await making(entity, data)])
  return foldRow(entity, {}, queued) as Row<F> // an insert over nothing always leaves a row
}

/** The change that makes a row, where it may be there already: based on it as it was seen. */
export async function making<F extends Fields>(
  entity: Entity<F>,
  data: InsertOf<Entity<F>> & { id?: string },
): Promise<NewChange> {
  const change = insertion(entity, data)
  return { ...(await basis(entity, String(change.payload.id))), ...change }
}

/** Changes what the patch names of a row and nothing else. Throws InvalidChangeError. */
export async function patchRow<F extends Fields>(
  entity: Entity<F>,
  id: string,
  patch: PatchOf<Entity<F>>,
): Promise<void> {
  await enqueue([await patching(entity, id, patch)])
}

/** The change that a patch of a row is. */
export async function patching<F extends Fields>(
  entity: Entity<F>,
  id: string,
  patch: PatchOf<Entity<F>>,
): Promise<NewChange> {
  const payload = wire(entity, { ...patch, id })
  return { ...(await basis(entity, id)), table: tableOf(entity), op: 'update', payload }
}

/** Deletes a row; `restoreRow` takes it back exactly. */
export async function deleteRow<F extends Fields>(entity: Entity<F>, id: string): Promise<void> {
  const change = { table: tableOf(entity), op: 'delete', payload: { id } } as const
  await enqueue([{ ...(await basis(entity, id)), ...change }])
}

/** Brings a deleted row back as it was. */
export async function restoreRow<F extends Fields>(entity: Entity<F>, id: string): Promise<void> {
  const payload = { id, deleted_at: null }
  await enqueue([{ table: tableOf(entity), op: 'update', payload }])
}

/** What the writer has seen of the row: the change can't lose against that. */
async function basis<F extends Fields>(entity: Entity<F>, id: string) {
  const row = await readOne(library(), entity, id)
  return row ? { base_rev: row.rev, seen: row.lww } : {}
}

function wire<F extends Fields>(entity: Entity<F>, value: object): Record<string, unknown> {
  return toWire(entity as unknown as Entity, value) // only the names are read
}
