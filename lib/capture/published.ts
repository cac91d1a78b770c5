import { dateIn, dayOrder } from '../cite/dates.ts'
import { candidates, type Decided } from './candidates.ts'
import { usualOrder } from './day-order.ts'
import type { Heard } from './finding.ts'

/**
 * When the work was published: the surest date, made more precise by another of the same year or month.
 * The order of day and month is what the page's other dates show, else what its language and host write.
 */
export function published(
  heard: readonly Heard[],
  language: string | undefined,
  host: string,
): Decided<string> | undefined {
  const said = candidates(heard, 'date')
  const order = dayOrder(said.map((finding) => finding.value)) ?? usualOrder(language, host)
  const dates = said.flatMap(({ value, reader }) => {
    const date = dateIn(value, order)
    return date === undefined ? [] : { value: date, reader }
  })
  const [best] = dates
  if (best === undefined) return undefined
  return dates.reduce((finest, date) => (refines(date.value, finest.value) ? date : finest), best)
}

function refines(date: string, coarser: string): boolean {
  return date.length > coarser.length && date.startsWith(coarser)
}
