/**
 * Makes a freshly parsed value safe to walk: takes `__proto__` keys out of it, and complains of what
 * nests deeper than `max` levels or is no number that JSON could write. Walks no further than `max`.
 */
export function scrub(value: unknown, max: number): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value))
    return 'holds a number that is too large'
  if (typeof value !== 'object' || value === null) return undefined
  if (max === 0) return 'is nested too deeply'
  // JSON.parse makes it an own key; copying it anywhere would set a prototype.
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__')
  for (const part of Object.values(value)) {
    const complaint = scrub(part, max - 1)
    if (complaint !== undefined) return complaint
  }
  return undefined
}
