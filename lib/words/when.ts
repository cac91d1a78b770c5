import { words as own } from './t.ts'
import type { Words } from './words.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** When a work was saved, as a sentence: just now, 5 minutes ago, or on 3 May, with the year if not this one. */
export function savedWhen(savedAt: string, now = new Date(), words: Words = own): string {
  const date = new Date(savedAt)
  const age = now.getTime() - date.getTime()
  // A clock that runs behind makes an age negative; a person still wants to read something true.
  if (age < MINUTE) return words.t('savedJustNow')
  if (age < DAY) return words.t('savedAgo', { ago: ago(age, words) })
  return words.t('savedOn', { day: day(date, now, words) })
}

function ago(age: number, words: Words): string {
  const relative = new Intl.RelativeTimeFormat(words.tag)
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute')
  return relative.format(-Math.floor(age / HOUR), 'hour')
}

function day(date: Date, now: Date, words: Words): string {
  const thisYear = date.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(words.tag, {
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(date)
}
