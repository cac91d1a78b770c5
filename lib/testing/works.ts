import type { NewChange } from '../buffer/change.ts'

/** The change that makes a work with this title. */
export function workInsert(title: string, id: string = crypto.randomUUID()): NewChange {
  return { table: 'works', op: 'insert', payload: { id, title } }
}

/** A change to a work. */
export function workUpdate(id: string, payload: Record<string, unknown>): NewChange {
  return { table: 'works', op: 'update', payload: { id, ...payload } }
}
