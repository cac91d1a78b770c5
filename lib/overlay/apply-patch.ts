import type { Json } from '../kit/json.ts'
import type { Fields, SetPatch } from '../schema/entity.ts'

type Values = Record<string, unknown>

/** A row's values after a patch, by each field's way of merging; names that are no fields are ignored. */
export function applyPatch(fields: Fields, row: Values, patch: Values): Values {
  const next = { ...row }
  for (const [name, value] of Object.entries(patch)) {
    const field = fields[name]
    if (field) next[name] = merged(field.merge, row[name], value)
  }
  return next
}

function merged(merge: Fields[string]['merge'], old: unknown, value: unknown): unknown {
  switch (merge) {
    case 'whole':
      return value
    case 'elements':
      return mergedSet(old as string[] | undefined, value as SetPatch | string[]) // the schema let nothing else in
    case 'keys':
      return mergedKeys(old as Record<string, Json>, value as Record<string, Json>) // the schema let nothing else in
    default:
      return merge satisfies never
  }
}

function mergedSet(old: string[] = [], patch: SetPatch | string[]): string[] {
  if (Array.isArray(patch)) return [...new Set([...old, ...patch])]
  const removed = new Set(patch.remove)
  return [...new Set([...old.filter((one) => !removed.has(one)), ...(patch.add ?? [])])]
}

function mergedKeys(old: Record<string, Json> = {}, patch: Record<string, Json>) {
  const entries = Object.entries({ ...old, ...patch })
  return Object.fromEntries(entries.filter(([, value]) => value !== null))
}
