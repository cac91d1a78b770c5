import { fitsBytes } from '../kit/bytes.ts'
import { valueLimits as limits } from './limits.ts'

/** What is wrong with a text, as it goes on from the name of its field; undefined where nothing is. */
export function textComplaint(text: string): string | undefined {
  if (!fitsBytes(text, limits.stringBytes)) return 'is longer than 64 KiB; shorten it'
  if (!text.isWellFormed() || text.includes('\0')) return 'holds characters that are no text'
  return undefined
}

/** What is wrong with a value as a bounded JSON object. */
export function objectComplaint(value: unknown): string | undefined {
  return isRecord(value) ? jsonComplaint(value, limits.jsonDepth) : 'must be a JSON object'
}

/** Looks at each part once, and no further than the first that is wrong: it may be hostile. */
function jsonComplaint(value: unknown, levels: number): string | undefined {
  if (typeof value === 'string') return textComplaint(value)
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return undefined
  if (levels === 0 && typeof value === 'object') return 'is nested too deeply'
  if (Array.isArray(value)) return firstOf(value, (part) => jsonComplaint(part, levels - 1))
  if (!isRecord(value)) return 'holds what is no JSON'
  const names = Object.keys(value)
  if (names.length > limits.objectKeys) return `holds more than ${limits.objectKeys} values`
  return firstOf(names, (name) => textComplaint(name) ?? jsonComplaint(value[name], levels - 1))
}

function firstOf<T>(parts: readonly T[], complain: (part: T) => string | undefined) {
  for (const part of parts) {
    const complaint = complain(part)
    if (complaint !== undefined) return complaint
  }
  return undefined
}

/** Whether it is an object as JSON has them: no list, and of no class. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]'
}
