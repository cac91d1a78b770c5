import type { Finder, Found } from '../finder.ts'
import { POINTERS } from '../pointers.ts'
import type { MergeRecord } from '../record.ts'
import { sharesOne } from './shares-one.ts'

/** Looks up in rows that are all in memory, as the database does in its own. */
export function memoryFinder(
  rows: () => Iterable<Found>,
  records: () => Iterable<MergeRecord>,
): Finder {
  const where = (test: (found: Found) => boolean) => [...rows()].filter(test)
  const columns = new Map(POINTERS.map((pointer) => [pointer.table, pointer.columns]))
  return {
    sharing: async (identifiers) => {
      const shares = sharesOne(identifiers)
      return where(
        ({ table, row }) => table === 'works' && row.deleted_at === null && shares(row),
      ).map(({ row }) => row)
    },
    pointing: async (workIds) =>
      where(({ table, row }) =>
        (columns.get(table) ?? []).some((column) => workIds.includes(String(row[column]))),
      ),
    rows: async (table, ids) =>
      where((found) => found.table === table && ids.includes(found.row.id)).map(({ row }) => row),
    parted: async () =>
      [...records()]
        .filter(({ undone_at }) => undone_at !== null)
        .map(({ loser_id, survivor_id }) => [loser_id, survivor_id]),
    lostBy: async (workIds) =>
      [...records()].filter(
        ({ loser_id, undone_at }) => undone_at === null && workIds.includes(loser_id),
      ),
  }
}
