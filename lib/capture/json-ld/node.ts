/** One object of a page's JSON-LD; what is in it is anybody's guess. */
export type Node = Readonly<Record<string, unknown>>

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as a list: JSON-LD writes one thing bare, and may wrap several in `@list` or `@set`. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  if (isNode(value) && Array.isArray(value['@list'])) return value['@list']
  if (isNode(value) && Array.isArray(value['@set'])) return value['@set']
  return [value]
}

/** The text of a value: itself, a number, `@value`, or the `name` of a node. */
export function textOf(value: unknown): string | undefined {
  for (const item of listOf(value)) {
    if (typeof item === 'string' && item.trim() !== '') return item
    if (typeof item === 'number') return String(item)
    if (isNode(item)) {
      const inner = item['@value'] ?? item.name ?? item.value
      if (typeof inner === 'string' && inner.trim() !== '') return inner
    }
  }
  return undefined
}

/** The texts of a list, in order. */
export function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? [])
}

/** The types of a node without their vocabulary: `https://schema.org/Dataset` is `Dataset`. */
export function typesOf(node: Node): string[] {
  return listOf(node['@type']).flatMap((type) =>
    typeof type === 'string' ? type.slice(-100).replace(/^.*[/#:]/, '') : [],
  )
}
