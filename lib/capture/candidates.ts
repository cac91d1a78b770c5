import type { Heard, ReaderName, SaidField } from './finding.ts'

/** A field's value and who said it. */
export interface Decided<T> {
  value: T
  reader: ReaderName
}

/** What was said of a field, the surest first; equals stay in the readers' order. */
export function candidates<F extends SaidField>(heard: readonly Heard[], field: F): Heard<F>[] {
  const ofField = heard.filter((finding): finding is Heard<F> => finding.field === field)
  return ofField.sort((a, b) => b.sure - a.sure)
}

/** The first candidate that holds water: `accept` gives its value, or undefined. */
export function firstOf<F extends SaidField, T>(
  heard: readonly Heard[],
  field: F,
  accept: (value: Heard<F>['value'], finding: Heard<F>) => T | undefined,
): Decided<T> | undefined {
  for (const finding of candidates(heard, field)) {
    const value = accept(finding.value, finding)
    if (value !== undefined) return { value, reader: finding.reader }
  }
  return undefined
}
