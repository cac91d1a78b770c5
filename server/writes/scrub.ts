/**
 * Makes a freshly parsed value safe to walk: refuses (false) what nests deeper than `max` levels, and
 * takes `__proto__` keys out of what is left. Walks no further than `max`.
 */
export function scrub(value: unknown, max: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (max === 0) return false
  // JSON.parse makes it an own key; copying it anywhere would set a prototype.
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__')
  return Object.values(value).every((child) => scrub(child, max - 1))
}
