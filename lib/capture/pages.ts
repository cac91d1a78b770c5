import { type Decided, firstOf } from './candidates.ts'
import type { Heard } from './finding.ts'
import { plain } from './plain.ts'

const LONGEST = 60

/** The pages of a work in its container: `101-118`, `e1004` or whatever the publisher counts in. */
export function paged(heard: readonly Heard[]): Decided<string> | undefined {
  const first = firstOf(heard, 'firstPage', page)
  const last = firstOf(heard, 'lastPage', page)
  if (!first) return firstOf(heard, 'pages', page)
  if (!last || last.value === first.value || first.value.includes('-')) return first
  return { value: `${first.value}-${last.value}`, reader: first.reader }
}

function page(value: string): string | undefined {
  const words = plain(value)
    .replace(/^pp?\.\s*/i, '')
    .replace(/\s*[\u2010-\u2015-]+\s*/g, '-')
  return words === '' || words.length > LONGEST ? undefined : words
}
