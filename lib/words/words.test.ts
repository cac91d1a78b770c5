import { expect, it } from 'vitest'
import { t } from './t.ts'
import { wordsFor } from './words.ts'

const english = wordsFor(['en-GB'])
const german = wordsFor(['de-DE'])

it('speaks the first of the languages that it knows, else English', () => {
  expect(wordsFor(['fr-FR', 'de-AT', 'en']).locale).toBe('de')
  expect(wordsFor(['fr-FR']).locale).toBe('en')
  expect(wordsFor([]).locale).toBe('en')
})

it('keeps the region for dates and numbers', () => {
  expect(wordsFor(['en-US']).tag).toBe('en-US')
})

it('fills placeholders in', () => {
  expect(english.t('savedOn', { day: '3 May' })).toBe('Saved on 3 May')
})

it('takes a value as text, whatever stands in it', () => {
  expect(english.t('changeRefused', { reason: '$REASON$ $& $1' })).toBe(
    'The server refused this change: $REASON$ $& $1',
  )
})

it('chooses the plural form and writes numbers as the language does', () => {
  expect(english.t('works', { count: 1 })).toBe('1 work')
  expect(english.t('works', { count: 0 })).toBe('0 works')
  expect(english.t('works', { count: 1284 })).toBe('1,284 works')
  expect(german.t('works', { count: 1284 })).toBe('1.284 Werke')
  expect(german.t('noInternetWaiting', { count: 1 })).toBe('Kein Internet, 1 Änderung wartet')
})

it('has types that ask for exactly the values of a text', () => {
  // @ts-expect-error: a text with a placeholder needs its value
  expect(english.t('savedOn')).toBe('Saved on ')
  // @ts-expect-error: a text without placeholders takes none
  expect(english.t('saved', { day: 'x' })).toBe('Saved')
  // @ts-expect-error: no such text
  expect(() => t('nonsense')).toThrow('No text is named nonsense')
})
