import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { applyBatch } from '../batch.ts'
import type { StoredRow } from '../rules/rows.ts'
import { batches } from '../testing/batches.ts'
import { NOW_MS } from '../testing/changes.ts'
import { type MemoryStore, memoryStore } from '../testing/memory-store.ts'
import { findPair } from './duplicates.ts'
import { POINTERS, pointed } from './pointers.ts'

const OWNER = '00000000-0000-4000-8000-000000000000'
const SLOW_MS = 120_000

const rowsIn = (store: MemoryStore, table: string): StoredRow[] =>
  store.rows(OWNER).flatMap((one) => (one.table === table ? [one.row] : []))

const isLive = ({ deleted_at }: StoredRow) => deleted_at === null

/** Which work each work is now, itself where it was not merged. */
function standingIn(store: MemoryStore): (id: unknown) => string {
  const into = new Map(rowsIn(store, 'works').map(({ id, merged_into }) => [id, merged_into]))
  return (id) => {
    let at = String(id)
    for (let next = into.get(at); typeof next === 'string'; next = into.get(at)) at = next
    return at
  }
}

function expectOneOfEach(store: MemoryStore): void {
  const standing = standingIn(store)
  const parted = store.merges(OWNER).filter(({ undone_at }) => undone_at !== null)
  const apart = new Set(
    parted.map((one) => [standing(one.loser_id), standing(one.survivor_id)].sort().join()),
  )
  const live = rowsIn(store, 'works').filter(isLive)
  for (const one of live) {
    expect(one.merged_into).toBeNull()
    for (const other of live) {
      if (one.id >= other.id || apart.has([one.id, other.id].join())) continue
      expect(findPair([one, other], () => false)).toBeUndefined()
    }
  }
}

function expectNothingAstray(store: MemoryStore): void {
  const standing = standingIn(store)
  for (const pointer of POINTERS) {
    for (const row of rowsIn(store, pointer.table).filter(isLive)) {
      expect(pointed(pointer, row, standing)).toEqual(row)
    }
  }
}

it(
  'F50 no two live works are one, and nothing points to a merged one, after any batches',
  async () => {
    const property = fc.asyncProperty(batches, async (script) => {
      const store = memoryStore()
      for (const [turn, batch] of script.entries()) {
        await applyBatch(store, OWNER, batch, NOW_MS + 1000 * turn)
        expectOneOfEach(store)
        expectNothingAstray(store)
      }
    })
    await fc.assert(property, { numRuns: 500 })
  },
  SLOW_MS,
)

it(
  'F50 every receipt names the row as it is where the change has gone',
  async () => {
    const property = fc.asyncProperty(batches, async (script) => {
      const store = memoryStore()
      for (const [turn, batch] of script.entries()) {
        const { responses } = await applyBatch(store, OWNER, batch, NOW_MS + 1000 * turn)
        const sent = (batch as WireChange[]).toReversed() // the generator makes nothing else
        const tables = new Map(sent.map(({ id, table }) => [id, table]))
        for (const { id, row, rev, canonical_id } of responses) {
          if (row === undefined) continue
          const now = rowsIn(store, tables.get(id) ?? '').find((one) => one.id === row.id)
          expect(row).toMatchObject({ rev, id: canonical_id ?? row.id })
          expect(rev).toBeLessThanOrEqual(now?.rev ?? 0)
          expect(now?.merged_into ?? null).toBeNull()
        }
      }
    })
    await fc.assert(property, { numRuns: 300 })
  },
  SLOW_MS,
)
