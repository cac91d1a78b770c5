import type { DayOrder } from '../cite/dates.ts'

const MONTH_FIRST = /^(?:en-(?:us|ph)|es-us|fil)$/i
/** Languages that write the year first, or of English, nobody knows which. */
const UNKNOWN = /^(?:en|zh|ja|ko|hu|lt|mn|fa|eo|sv)(?:$|-(?!gb|au|nz|ie|in|za|sg))/i
const DAY_FIRST_HOST =
  /\.(?:uk|ie|au|nz|in|za|de|at|ch|fr|be|nl|it|es|pt|br|ar|mx|cl|pe|co|bo|uy|ec|ve|dk|no|fi|pl|cz|sk|gr|ro|bg|hr|rs|si|tr|ru|ua|il|id|vn|th|sg|my|hk)$/i
const MONTH_FIRST_HOST = /\.(?:us|gov|mil|edu|ph)$/i

/** In which order a site writes day and month, by its language and its host; undefined where neither tells. */
export function usualOrder(language: string | undefined, host: string): DayOrder | undefined {
  if (MONTH_FIRST.test(language ?? '')) return 'month first'
  if (language && !UNKNOWN.test(language)) return 'day first'
  if (DAY_FIRST_HOST.test(host)) return 'day first'
  return MONTH_FIRST_HOST.test(host) ? 'month first' : undefined
}
