import { lettered } from './letters.ts'
import { monthOf } from './months.ts'

/** In which order a page writes day and month where both are numbers. */
export type DayOrder = 'day first' | 'month first'

const ISO = /^\s*(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?=$|\D)/
const COMPACT = /^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$/
const CJK = /(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?/
const NUMERIC = /(?:^|[^\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/
const DAY_MONTH_YEAR = lettered(
  String.raw`(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s(?:de\s|of\s)?([\p{L}]{3,12})\.?,?\s(?:del?\s)?(\d{4})(?!\d)`,
)
const MONTH_DAY_YEAR = lettered(
  String.raw`([\p{L}]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)`,
)
const YEAR_MONTH_DAY = lettered(
  String.raw`(?:^|\D)(\d{4})[\s.,-]{1,3}([\p{L}]{3,12})\.?(?:[\s,-]{1,3}(\d{1,2}))?(?!\d)`,
)
const MONTH_YEAR = lettered(String.raw`([\p{L}]{3,12})\.?,?\s(?:de\s)?(\d{4})(?!\d)`)
/** `02/2005` */
const MONTH_OF_YEAR = /^\s*(\d{1,2})[-/.](\d{4})\s*$/
const YEAR = /(?:^|\D)(1[4-9]\d\d|20\d\d)(?!\d)/
const MAX_LENGTH = 200

/**
 * The date that a text names, as precisely as it names it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Of a
 * timestamp the day is the one written, whatever its zone. `05/06/2016` without an order is 2016.
 */
export function dateIn(text: string, order?: DayOrder): string | undefined {
  const plain = text.slice(0, MAX_LENGTH).replace(/\s+/g, ' ')
  return (
    isoDate(plain) ??
    numericDate(plain, order) ??
    wordedDate(plain) ??
    partial(YEAR.exec(plain)?.[1])
  )
}

/** The day order that texts of one page give away: a number above 12, or an ISO date of the same day. */
export function dayOrder(texts: readonly string[]): DayOrder | undefined {
  const iso = new Set(texts.flatMap((text) => certainDate(text.slice(0, MAX_LENGTH)) ?? []))
  for (const text of texts) {
    const order = orderOf(text.slice(0, MAX_LENGTH), iso)
    if (order !== undefined) return order
  }
  return undefined
}

/** A day whose month nobody can take for its day: `2016-05-01`, `1 May 2016`, and `01.05.2016`. */
function certainDate(text: string): string | undefined {
  const dotted = NUMERIC.exec(text)?.[2] === '.'
  return isoDate(text) ?? (dotted ? numericDate(text, undefined) : wordedDate(text))
}

function orderOf(text: string, iso: ReadonlySet<string>): DayOrder | undefined {
  const [, first = '', separator, second = '', year = ''] = NUMERIC.exec(text) ?? []
  if (Number(first) > 12 || separator === '.') return 'day first'
  if (Number(second) > 12) return 'month first'
  const dayFirst = partial(year, second, first)
  const monthFirst = partial(year, first, second)
  if (dayFirst === monthFirst) return undefined
  if (monthFirst !== undefined && iso.has(monthFirst)) return 'month first'
  return dayFirst !== undefined && iso.has(dayFirst) ? 'day first' : undefined
}

function isoDate(text: string): string | undefined {
  const [, year, month, day] = ISO.exec(text) ?? COMPACT.exec(text) ?? CJK.exec(text) ?? []
  return partial(year, month, day)
}

function numericDate(text: string, given: DayOrder | undefined): string | undefined {
  const [, first, , second, year] = NUMERIC.exec(text) ?? []
  const [, month, yearOfMonth] = MONTH_OF_YEAR.exec(text) ?? []
  if (year === undefined) return partial(yearOfMonth, month)
  if (first === second) return partial(year, first, second)
  const order = orderOf(text, new Set()) ?? given
  if (order === undefined) return partial(year)
  return order === 'day first' ? partial(year, second, first) : partial(year, first, second)
}

function wordedDate(text: string): string | undefined {
  const [, day, monthName, year] = DAY_MONTH_YEAR(text).exec(text) ?? []
  const [, monthName2, day2, year2] = MONTH_DAY_YEAR(text).exec(text) ?? []
  const [, year3, monthName3, day3] = YEAR_MONTH_DAY(text).exec(text) ?? []
  const [, monthName4, year4] = MONTH_YEAR(text).exec(text) ?? []
  return (
    named(year, monthName, day) ??
    named(year2, monthName2, day2) ??
    named(year3, monthName3, day3) ??
    named(year4, monthName4)
  )
}

function named(year?: string, monthName?: string, day?: string): string | undefined {
  const month = monthName === undefined ? undefined : monthOf(monthName)
  return month === undefined ? undefined : partial(year, String(month), day)
}

/** As much of a date as is possible: a day that its month has not is dropped, so is a 13th month. */
function partial(year?: string, month?: string, day?: string): string | undefined {
  if (year === undefined || !(Number(year) >= 1400 && Number(year) < 2100)) return undefined
  const m = Number(month)
  if (!(m >= 1 && m <= 12)) return year
  const ym = `${year}-${String(m).padStart(2, '0')}`
  const d = Number(day)
  return d >= 1 && d <= new Date(Date.UTC(Number(year), m, 0)).getUTCDate()
    ? `${ym}-${String(d).padStart(2, '0')}`
    : ym
}
