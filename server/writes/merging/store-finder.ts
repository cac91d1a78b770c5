import { MERGED_TABLE } from '../rules/ends.ts'
import type { BatchTransaction } from '../store.ts'
import type { Finder, Found } from './finder.ts'
import { IDENTIFIER_COLUMNS, valuesOf } from './identifiers.ts'
import { POINTERS } from './pointers.ts'

/** Looks up in the transaction of a batch that is applied alone. */
export function finderIn(tx: BatchTransaction): Finder {
  return {
    sharing: async (identifiers) => {
      const works = []
      for (const column of IDENTIFIER_COLUMNS) {
        const values = valuesOf(identifiers, column)
        if (values.length > 0) works.push(...(await tx.find(MERGED_TABLE, column, values)))
      }
      return works.filter(({ deleted_at }) => deleted_at === null)
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
    rows: async (table, ids) => {
      const { rows } = await tx.read({ rows: ids.map((id) => ({ table, id })) })
      return rows.map(({ row }) => row)
    },
    parted: () => tx.parted(),
    lostBy: (workIds) => tx.lostBy(workIds),
  }
}
