/** A property that an object has itself, never one of its prototype. */
export function own<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** Gives an object a property of its own, also where it is called `__proto__`: a tag may be. */
export function put<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true })
}

/** Whether two JSON values are the same; the order of an object's keys is no part of it. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const parts = Object.entries(a)
  if (parts.length !== Object.keys(b).length) return false
  return parts.every(
    ([key, part]) => Object.hasOwn(b, key) && sameJson(part, (b as Record<string, unknown>)[key]), // guarded by hasOwn
  )
}
