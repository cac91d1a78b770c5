import { expect, it } from 'vitest'
import { savedWhen } from './when.ts'
import { wordsFor } from './words.ts'

const british = wordsFor(['en-GB'])
const german = wordsFor(['de'])
const now = new Date(2026, 10, 23, 12)
const before = (ms: number) => new Date(now.getTime() - ms).toISOString()

it('says just now within a minute, also when the clocks disagree', () => {
  expect(savedWhen(before(59_000), now, british)).toBe('Saved just now')
  expect(savedWhen(before(-120_000), now, british)).toBe('Saved just now')
})

it('counts minutes, then hours', () => {
  expect(savedWhen(before(60_000), now, british)).toBe('Saved 1 minute ago')
  expect(savedWhen(before(59 * 60_000), now, british)).toBe('Saved 59 minutes ago')
  expect(savedWhen(before(23.9 * 3_600_000), now, german)).toBe('Gespeichert vor 23 Stunden')
})

it('names the day after that, with the year only when it is another one', () => {
  const may = new Date(2026, 4, 3, 9).toISOString()
  const longAgo = new Date(2019, 4, 3, 9).toISOString()
  expect(savedWhen(may, now, british)).toBe('Saved on 3 May')
  expect(savedWhen(longAgo, now, british)).toBe('Saved on 3 May 2019')
  expect(savedWhen(may, now, german)).toBe('Gespeichert am 3. Mai')
  expect(savedWhen(may, now, wordsFor(['en-US']))).toBe('Saved on May 3')
})
