import { expect, it } from 'vitest'
import { lettered } from './letters.ts'

const CLASSES = ['L', 'Lu', 'Ll', 'Lo', 'M', 'N'].map((name) => `\\p{${name}}`)

it.each(CLASSES)('takes for %s what Unicode takes, whichever pattern a text gets', (name) => {
  const unicode = new RegExp(`^[${name}]$`, 'u')
  const pattern = lettered(`^[${name}]$`)
  const wrong: string[] = []
  for (let code = 0; code < 0x30000; code++) {
    const char = String.fromCodePoint(code)
    if (pattern(char).test(char) !== unicode.test(char)) wrong.push(`U+${code.toString(16)}`)
  }
  expect(wrong).toEqual([])
})

it('keeps its flags in both patterns', () => {
  const upper = lettered('[\\p{Lu}]', 'g')
  expect('ÀaB'.replace(upper('ÀaB'), '_')).toBe('_a_')
  expect('ŠaЖ'.replace(upper('ŠaЖ'), '_')).toBe('_a_')
})
