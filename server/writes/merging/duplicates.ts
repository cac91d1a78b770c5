import type { StoredRow } from '../rules/rows.ts'
import { byAge } from './combine.ts'
import { identifiersOf } from './identifiers.ts'

/** Whether a person has said that two works are two. */
export type Apart = (oneId: string, otherId: string) => boolean

/**
 * Two live works that are one, the older first; undefined where all are different. The oldest pair
 * comes first, so that the order of arrival makes no difference.
 */
export function findPair(
  works: readonly StoredRow[],
  apart: Apart,
): [older: StoredRow, newer: StoredRow] | undefined {
  const holders = new Map<string, StoredRow[]>()
  for (const work of works.toSorted(byAge)) {
    for (const identifier of identifiersOf(work)) {
      const older = holders.get(identifier) ?? []
      const same = older.find((one) => one.id !== work.id && !apart(one.id, work.id))
      if (same !== undefined) return [same, work]
      holders.set(identifier, [...older, work])
    }
  }
  return undefined
}
