import { type Figure, figure } from '../../../e2e/figures.ts'
import { applyAll, entitiesOf } from './applied.ts'
import type { BenchDatabase } from './database.ts'
import { applyAsPredecessor } from './predecessor.ts'
import { ownedBy, readRows, upsertAll, writeAll } from './raw.ts'
import { perSecond, ratioOf, takeTurns, UNTIL_WARM } from './turns.ts'
import { device } from './works.ts'

const TURNS = 7
/** Works in each turn, by the size of a batch. */
const WORKS = { 10: 600, 100: 600 }

/** New works, in batches of a size: as the route applies them, raw, and as the predecessor did. */
export async function insertFigures(
  { pool, owner }: BenchDatabase,
  size: keyof typeof WORKS,
): Promise<Record<string, Figure>> {
  const count = WORKS[size]
  const template = await owner(`template of inserts of ${size}`)
  const owners = {
    apply: await owner(`inserts of ${size}`),
    raw: await owner(`raw inserts of ${size}`),
    predecessor: await owner(`predecessor's inserts of ${size}`),
  }
  const prepare = async (turn: number) => {
    const changes = device().inserts(turn * count, count)
    await applyAll(pool, template, changes, 100)
    return { changes, rows: await readRows(pool, template, entitiesOf(changes)) }
  }
  const rates = await takeTurns(
    TURNS,
    prepare,
    {
      apply: ({ changes }) => perSecond(count, () => applyAll(pool, owners.apply, changes, size)),
      raw: ({ rows }) => perSecond(count, () => upsertAll(pool, ownedBy(owners.raw, rows), size)),
      predecessor: ({ rows }) =>
        perSecond(count, () =>
          writeAll(pool, ownedBy(owners.predecessor, rows), size, applyAsPredecessor),
        ),
    },
    UNTIL_WARM,
  )
  return {
    [`apply_ratio_${size}`]: ratioOf(rates.apply, rates.raw),
    ...(size === 10 && { vs_predecessor: ratioOf(rates.apply, rates.predecessor) }),
    [`apply_rate_${size}`]: figure(rates.apply, 'changes/s'),
    [`raw_rate_${size}`]: figure(rates.raw, 'rows/s'),
    [`predecessor_rate_${size}`]: figure(rates.predecessor, 'changes/s'),
  }
}
