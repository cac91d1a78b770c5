import { type Figure, figure } from '../../../e2e/figures.ts'
import { applyAll, entitiesOf } from './applied.ts'
import type { BenchDatabase } from './database.ts'
import { ownedBy, readRows, upsertAll } from './raw.ts'
import { perSecond, ratioOf, takeTurns, UNTIL_WARM } from './turns.ts'
import { device } from './works.ts'

const TURNS = 5
const WORKS = 600

/** Edits of works that are there, beside an upsert of the rows that the edits end as. */
export async function editFigures(
  { pool, owner }: BenchDatabase,
  size: number,
): Promise<Record<string, Figure>> {
  const template = await owner(`template of edits of ${size}`)
  const owners = {
    apply: await owner(`edits of ${size}`),
    raw: await owner(`raw edits of ${size}`),
  }
  const prepare = async (turn: number) => {
    const laptop = device()
    const inserts = laptop.inserts(turn * WORKS, WORKS)
    const ids = entitiesOf(inserts)
    const changes = ids.map(laptop.edit)
    await applyAll(pool, owners.apply, inserts, 100)
    await applyAll(pool, template, inserts, 100)
    await upsertAll(pool, ownedBy(owners.raw, await readRows(pool, template, ids)), 100)
    await applyAll(pool, template, changes, 100)
    return { changes, rows: await readRows(pool, template, ids) }
  }
  const rates = await takeTurns(
    TURNS,
    prepare,
    {
      apply: ({ changes }) => perSecond(WORKS, () => applyAll(pool, owners.apply, changes, size)),
      raw: ({ rows }) => perSecond(WORKS, () => upsertAll(pool, ownedBy(owners.raw, rows), size)),
    },
    UNTIL_WARM,
  )
  return {
    [`apply_update_ratio_${size}`]: ratioOf(rates.apply, rates.raw),
    [`apply_update_rate_${size}`]: figure(rates.apply, 'changes/s'),
    [`raw_update_rate_${size}`]: figure(rates.raw, 'rows/s'),
  }
}
