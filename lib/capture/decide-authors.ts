import type { Author } from '../schema/author.ts'
import type { CslType } from '../schema/csl-type.ts'
import { candidates, type Decided, firstOf } from './candidates.ts'
import { withoutRepeats } from './credit.ts'
import type { Heard } from './finding.ts'

/** Below this a tag may name the house instead of who wrote. */
export const OWN_AUTHORS = 70

/** Who made the work, and for what has editors in its reference, they too. */
export function decideAuthors(
  heard: readonly Heard[],
  type: CslType,
): Decided<Author[]> | undefined {
  const named = candidates(heard, 'authors').filter(({ value }) => value.length > 0)
  const [surest] = named
  const people = named.find(({ value }) => value.some((author) => author.family !== undefined))
  const best = surest && surest.sure < OWN_AUTHORS ? (people ?? surest) : surest
  const editors = EDITED.test(type) ? firstOf(heard, 'editors', (value) => value) : undefined
  if (!best) return editors
  const value = withoutRepeats([...best.value, ...(editors?.value ?? [])])
  return { value, reader: best.reader }
}

const EDITED = /^(?:book|chapter|paper-conference|collection|entry.*)$/
