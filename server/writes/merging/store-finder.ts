import { MERGED_TABLE } from '../rules/ends.ts'
import type { BatchTransaction } from '../store.ts'
import type { Finder, Found } from './finder.ts'
import { POINTERS } from './pointers.ts'

/** Looks up in the transaction of a batch that is applied alone. */
export function finderIn(tx: BatchTransaction): Finder {
  const rowsOf = async (table: string, ids: readonly string[]) => {
    const { rows } = await tx.read({ rows: ids.map((id) => ({ table, id })) })
    return rows.map(({ row }) => row)
  }
  return {
    sharing: async (identifiers) => {
      const { sharing } = await tx.read({ rows: [], identifiers })
      return rowsOf(MERGED_TABLE, sharing)
    },
    pointing: async (workIds) => {
      const found: Found[] = []
      for (const { table, columns } of POINTERS) {
        for (const column of columns) {
          for (const row of await tx.find(table, column, workIds)) found.push({ table, row })
        }
      }
      return found
    },
    rows: rowsOf,
    parted: () => tx.parted(),
    lostBy: (workIds) => tx.lostBy(workIds),
  }
}
