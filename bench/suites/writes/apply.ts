import type { Figure } from '../../../e2e/figures.ts'
import type { TestPostgres } from '../../../server/testing/postgres.ts'
import { editFigures } from './apply-edits.ts'
import { insertFigures } from './apply-inserts.ts'
import { withDatabase } from './database.ts'

/** `applyBatch` beside a raw multi-row upsert of the same rows, and beside the predecessor's way. */
export function applyFigures(postgres: TestPostgres): Promise<Record<string, Figure>> {
  return withDatabase(postgres, 'bench_apply', async (database) => ({
    ...(await insertFigures(database, 10)),
    ...(await insertFigures(database, 100)),
    ...(await editFigures(database, 10)),
    ...(await editFigures(database, 100)),
  }))
}
