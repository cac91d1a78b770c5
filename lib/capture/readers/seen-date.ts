import type { Finding } from '../finding.ts'
import { linesOf } from '../lines.ts'
import type { Page } from '../page.ts'
import { type Dated, datedLine } from './date-words.ts'

/** So many lines before and after the title its date stands. */
const BEFORE = 8
const AFTER = 12

/** Reads the date that people see: beside the title, else one that says it is of publication. */
export function readSeenDate(page: Page): Finding[] {
  const { lines, title } = linesOf(page)
  const from = Math.max(0, title - BEFORE)
  const near = title < 0 ? [] : lines.slice(from, title + AFTER)
  const beside = near.flatMap(({ text }) => datedLine(text) ?? [])
  const all = lines.flatMap(({ text }) => datedLine(text) ?? [])
  const choices: [Dated | undefined, number][] = [
    [first(beside, 'published'), 36],
    [first(beside, 'plain'), 33],
    [first(all, 'published'), 28],
    [first(all, 'changed'), 12],
  ]
  const [best] = choices.flatMap(([dated, sure]): Finding[] =>
    dated ? [{ field: 'date', value: dated.date, sure }] : [],
  )
  return best ? [best] : []
}

function first(dated: readonly Dated[], telling: Dated['telling']): Dated | undefined {
  return dated.find((one) => one.telling === telling)
}
