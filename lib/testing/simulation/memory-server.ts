import { applyBatch } from '../../../server/writes/batch.ts'
import { memoryStore } from '../../../server/writes/testing/memory-store.ts'
import { onTheWire, type SimulatedServer } from './server.ts'

const OWNER = '00000000-0000-4000-8000-000000000001'
const EPOCH = '00000000-0000-4000-8000-000000000002'

/** The write path on a store in memory, which a property test of the server holds equal to Postgres. */
export function memoryServer(): SimulatedServer {
  const store = memoryStore({ epoch: EPOCH })
  return {
    apply: (changes, nowMs) => applyBatch(store, OWNER, changes, nowMs),
    rows: async () => store.rows(OWNER).map(({ table, row }) => ({ table, row: onTheWire(row) })),
    ledger: async () =>
      store.ledger(OWNER).map((entry) => ({
        id: entry.changeId,
        outcome: entry.outcome,
        code: entry.code ?? null,
        rev: entry.rev ?? null,
      })),
    parted: async () => store.merges(OWNER).some(({ undone_at }) => undone_at !== null),
    close: async () => {},
  }
}
