import { hash } from 'node:crypto'
import serialize from 'canonicalize'

/** The part of a change that is its content: what a repeat under the same id must equal. */
interface Content {
  table: unknown
  op: unknown
  payload: unknown
  v: unknown
  hlc: unknown
  group: unknown
}

/** SHA-256 of a content, in hex, and its length in bytes. */
export interface Digest {
  hash: string
  bytes: number
}

/** What tells a change's content from others: taken over its RFC 8785 JSON. */
export function digestOf({ table, op, payload, v, hlc, group }: Partial<Content>): Digest {
  const bytes = Buffer.from(canonicalJson({ table, op, payload, v, hlc, group }))
  return { hash: hash('sha256', bytes, 'hex'), bytes: bytes.length }
}

/** A value as RFC 8785 JSON; absent members stay absent. */
export function canonicalJson(value: object): string {
  const ordered = inOrder(value)
  // JSON.stringify alone is canonical once all members are in order, and several times as fast.
  const text = ordered === NO_ORDER ? serialize(value) : JSON.stringify(ordered)
  if (text === undefined) throw new Error('An object has a canonical form')
  return text
}

const NO_ORDER = Symbol('no order')

/** A value with the members of its objects in order; not where a name of digits would come first. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(inOrder)
    return items.includes(NO_ORDER) ? NO_ORDER : items
  }
  const ordered: Record<string, unknown> = {}
  for (const name of Object.keys(value).sort()) {
    const part = inOrder((value as Record<string, unknown>)[name]) // its own member
    if (part === NO_ORDER || (name >= '0' && name < ':') || name === '__proto__') return NO_ORDER
    ordered[name] = part
  }
  return ordered
}
