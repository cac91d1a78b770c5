import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { entities } from '../../../lib/schema/entities.ts'
import type { Entity } from '../../../lib/schema/entity.ts'
import { PAYLOAD_VERSION, type WireChange } from '../../../lib/wire/batch.ts'
import { hlcAt } from '../../../lib/wire/hlc.ts'
import { anyInsert } from '../../writes/testing/entities.ts'
import { oddValue, SQL } from './odd-values.ts'

/** Ids that an attacker may know: of rows and of changes, its own and somebody else's. */
export interface Known {
  rows: string[]
  changes: string[]
}

type Loose = Record<string, unknown>

const CHANGE_KEYS = [
  ...['id', 'table', 'op', 'payload', 'created_at', 'v', 'client_id', 'seq', 'hlc', 'base_rev'],
  ...['group', 'deps', 'status', 'owner_id', '__proto__', 'constructor', 'toJSON', ''],
]
const ROW_KEYS = [
  ...['id', 'owner_id', 'rev', 'clock', 'lww', 'created_at', 'updated_at', 'deleted_at'],
  ...['server_at', 'merged_into', '__proto__', 'constructor', 'toJSON', 'a\0', ...SQL],
]

/** A change that is as it should be: nothing of its neighbours may keep it from being applied. */
export const healthyChange: fc.Arbitrary<WireChange> = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((text) => {
    const title = `a ${text.replaceAll('\0', '')}`
    return changeOf('works', 'insert', { id: randomUUID(), title })
  })

/** A change near the contract: an insert, edit or delete of any entity, of which up to three parts are odd. */
export function oddChange(known: Known): fc.Arbitrary<unknown> {
  const all = Object.values(entities).map((entity) => entity as unknown as Entity) // each is one of its own fields
  const sound = fc.oneof(...all.map((entity) => soundChange(entity, known)))
  const changeId = { arbitrary: fc.constantFrom(...known.changes), weight: 1 }
  const id = fc.oneof(changeId, { arbitrary: fc.constant(undefined), weight: 4 })
  return fc.oneof(
    { weight: 1, arbitrary: oddValue },
    {
      weight: 15,
      arbitrary: fc
        .tuple(sound, id, fc.array(spoiling, { maxLength: 3 }))
        .map(([change, reused, spoilings]) => {
          const named: Loose = reused === undefined ? { ...change } : { ...change, id: reused }
          return spoilings.reduce((spoilt, spoil) => spoil(spoilt), named)
        }),
    },
  )
}

function soundChange(entity: Entity, known: Known): fc.Arbitrary<WireChange> {
  const id = fc.oneof(
    fc.constant(null).map(() => randomUUID()),
    fc.constantFrom(...known.rows),
  )
  const op = fc.constantFrom('insert', 'update', 'delete')
  const columns = [...entity.columns.keys()]
  return fc
    .tuple(op, id, anyInsert(entity), fc.subarray(columns, { maxLength: 4 }))
    .map(([op, id, row, some]) => {
      const edited = some.filter((name) => name in row).map((name) => [name, row[name]])
      const payload = { insert: row, update: Object.fromEntries(edited), delete: {} }[op]
      return changeOf(entity.table, op, { ...payload, id })
    })
}

/** Puts something odd into a part of a change, or takes the part away. */
const spoiling: fc.Arbitrary<(change: Loose) => Loose> = fc
  .tuple(
    fc.boolean(),
    fc.nat(),
    fc.constantFrom(...ROW_KEYS),
    fc.option(oddValue, { freq: 8, nil: undefined }),
  )
  .map(([inside, place, odd, value]) => (change) => {
    if (!inside) return put(change, CHANGE_KEYS[place % CHANGE_KEYS.length] ?? '', value)
    if (typeof change.payload !== 'object' || change.payload === null) return change
    const payload: Loose = { ...change.payload }
    const keys = Object.keys(payload)
    const key = place % 3 === 0 ? odd : (keys[place % keys.length] ?? odd)
    return { ...change, payload: put(payload, key, value) }
  })

/** A copy in which a key, even `__proto__`, is the object's own. */
function put(object: Loose, key: string, value: unknown): Loose {
  const rest = Object.entries(object).filter(([name]) => name !== key)
  return Object.fromEntries(value === undefined ? rest : [...rest, [key, value]])
}

/** A change with every field that a queue adds, made now. */
export function changeOf(table: string, op: WireChange['op'], payload: Loose): WireChange {
  const created_at = Date.now()
  const clock = { v: PAYLOAD_VERSION, client_id: randomUUID(), seq: 1, hlc: hlcAt(created_at) }
  return { id: randomUUID(), table, op, payload, created_at, ...clock }
}
