/** A value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Whether a value nests deeper than `max` levels; walks no further than that. */
export function deeperThan(value: unknown, max: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (max === 0) return true
  return Object.values(value).some((child) => deeperThan(child, max - 1))
}
