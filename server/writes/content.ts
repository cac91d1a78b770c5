import { createHash } from 'node:crypto'
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

/** The content of a change as RFC 8785 JSON; absent members stay absent. */
export function canonicalContent({ table, op, payload, v, hlc, group }: Partial<Content>): string {
  const text = serialize({ table, op, payload, v, hlc, group })
  if (text === undefined) throw new Error('An object has a canonical form')
  return text
}

/** SHA-256 of a canonical text, in hex. */
export function hashOf(canonical: string): string {
  return createHash('sha256').update(canonical).digest('hex')
}
