import { byline } from '../credit.ts'
import type { Finding, Sureness } from '../finding.ts'
import { type Line, linesOf } from '../lines.ts'
import type { Page } from '../page.ts'
import { type Credit, creditsIn } from './byline-words.ts'
import { showsDate } from './date-words.ts'

/** So many lines before and after the title its byline stands. */
const BEFORE = 6
const AFTER = 14
/** Bylines at the end of a text introduce themselves; more than so many are those of other texts. */
const MAX_ELSEWHERE = 2

/** Reads the line that names who wrote, as people see it: beside the title, else introduced anywhere. */
export function readSeenByline(page: Page): Finding[] {
  const { lines, title } = linesOf(page)
  const from = Math.max(0, title - BEFORE)
  const near = title < 0 ? [] : lines.slice(from, title + AFTER)
  const beside = near.filter((_, i) => from + i !== title)
  const told = creditOf(beside, 'told', 38) ?? creditOf(beside, 'by', 37)
  if (told) return told
  const elsewhere = lines.filter(({ heading }) => !/^H[12]$/.test(heading ?? ''))
  return endOf(elsewhere) ?? creditOf(beside.filter(isDated), 'bare', 26) ?? []
}

function isDated({ text }: Line): boolean {
  return showsDate(text)
}

function creditOf(lines: readonly Line[], as: Credit['introduced'], sure: Sureness) {
  for (const { text } of lines) {
    const credits = creditsIn(text).filter(({ introduced }) => introduced === as)
    const authors = credits.slice(0, 3).flatMap(({ names }) => byline(names))
    if (authors.length > 0) return [{ field: 'authors', value: authors, sure } as const]
  }
  return undefined
}

/** `Author: Ada Marsh` or nothing but `By Ada Marsh`, where no others are introduced so. */
function endOf(lines: readonly Line[]): Finding[] | undefined {
  const introduced = lines.flatMap(({ text }) => {
    const [credit] = creditsIn(text)
    return credit && credit.introduced !== 'bare' ? credit.names : []
  })
  const distinct = [...new Set(introduced)]
  if (distinct.length === 0 || distinct.length > MAX_ELSEWHERE) return undefined
  return [{ field: 'authors', value: byline(distinct[0] ?? ''), sure: 30 }]
}
