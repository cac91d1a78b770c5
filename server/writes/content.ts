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
  // JSON.stringify alone is canonical once the members are in order, and several times as fast.
  const text = isOrderable(value) ? JSON.stringify(inOrder(value)) : serialize(value)
  if (text === undefined) throw new Error('An object has a canonical form')
  return text
}

/** Whether every object in a value can hold its members in any order: names of digits come first. */
function isOrderable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isOrderable)
  return Object.entries(value).every(
    ([name, part]) => (name < '0' || name > ':') && name !== '__proto__' && isOrderable(part),
  )
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const ordered: Record<string, unknown> = {}
  for (const name of Object.keys(value).sort()) {
    ordered[name] = inOrder((value as Record<string, unknown>)[name]) // its own member
  }
  return ordered
}
