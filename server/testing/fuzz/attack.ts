import fc from 'fast-check'
import { limits } from '../../../lib/wire/limits.ts'
import { brokenBytes } from './broken-bytes.ts'
import { healthyChange, type Known, oddChange } from './odd-changes.ts'
import { bodyText, oddValue } from './odd-values.ts'

/** One request that no honest client sends, and what has to come of it. */
export interface Attack {
  kind: string
  path: string
  headers: Record<string, string>
  body: Uint8Array
  /** What is to come of it, where it is known. */
  expect?: {
    /** How many changes it is about. */
    changes: number
    /** The ids of changes that must be applied, whatever is beside them. */
    healthy: string[]
  }
}

export const BATCH_PATH = '/api/writes/batch'
const JSON_TYPE = { 'Content-Type': 'application/json' }

/** Requests of all kinds, by somebody who knows these ids. */
export function attacks(known: Known): fc.Arbitrary<Attack> {
  return fc.oneof(
    { weight: 10, arbitrary: oddBatches(known) },
    { weight: 4, arbitrary: brokenBatches(known) },
    { weight: 2, arbitrary: oddEnvelopes },
    { weight: 1, arbitrary: longBatches },
    { weight: 1, arbitrary: oddPairings },
  )
}

/** Odd changes with healthy ones among them. */
function oddBatches(known: Known): fc.Arbitrary<Attack> {
  const odd = fc.array(oddChange(known), { minLength: 1, maxLength: 6 })
  const healthy = fc.array(healthyChange, { maxLength: 3 })
  return fc.tuple(odd, healthy, fc.nat()).map(([odd, healthy, at]) => {
    const place = at % (odd.length + 1)
    const changes = [...odd.slice(0, place), ...healthy, ...odd.slice(place)]
    const body = Buffer.from(bodyText({ changes }))
    const expect = { changes: changes.length, healthy: healthy.map(({ id }) => id) }
    const fits = body.length <= limits.batchBytes
    return attack('odd batch', body, fits ? { expect } : {})
  })
}

/** Batches that are well but for their bytes, or for what is said about them. */
function brokenBatches(known: Known): fc.Arbitrary<Attack> {
  const changes = fc.array(fc.oneof(healthyChange, oddChange(known)), {
    minLength: 1,
    maxLength: 3,
  })
  return fc.tuple(changes, brokenBytes).map(([changes, { name, breakIt }]) => {
    const { body, headers = {} } = breakIt(Buffer.from(bodyText({ changes })))
    return attack(name, body, { headers: { ...JSON_TYPE, ...headers } })
  })
}

/** JSON that is no list of changes. */
const oddEnvelopes: fc.Arbitrary<Attack> = fc
  .oneof(
    oddValue,
    oddValue.map((changes) => ({ changes })),
    fc.array(oddValue, { maxLength: 120 }).map((changes) => ({ changes })),
    fc.dictionary(fc.constantFrom('changes', 'Changes', '__proto__', 'a'), oddValue),
  )
  .map((value) => attack('odd envelope', Buffer.from(bodyText(value))))

/** More changes than a batch may have, of the shortest kinds. */
const longBatches: fc.Arbitrary<Attack> = fc
  .tuple(fc.constantFrom(101, 1_000, 65_536), fc.constantFrom('0', '{}', '[]', 'null', '""'))
  .map(([count, change]) => {
    const body = `{"changes":[${Array<string>(count).fill(change).join(',')}]}`
    return attack('long batch', Buffer.from(body))
  })

/** The one request with a body that takes no token. */
const oddPairings: fc.Arbitrary<Attack> = fc
  .record({ code: oddValue, device: oddValue }, { requiredKeys: [] })
  .map((value) => attack('odd pairing', Buffer.from(bodyText(value)), { path: '/api/pair' }))

function attack(kind: string, body: Uint8Array, more: Partial<Attack> = {}): Attack {
  return { kind, path: BATCH_PATH, headers: JSON_TYPE, body, ...more }
}
