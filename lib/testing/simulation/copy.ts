const real = globalThis.structuredClone

/**
 * A structured clone, quick where a value is what our databases hold: plain objects, lists and scalars.
 * Cloning is what IndexedDB in memory spends most of its time with.
 */
export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy) as T // each of them is a copy
  if (Object.getPrototypeOf(value) !== Object.prototype) return real(value)
  const made: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value)) made[name] = copy(part)
  return made as T // name by name the same
}
