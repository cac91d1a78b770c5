import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Message } from './messages.ts'

const root = new URL('../../', import.meta.url)
const folder = new URL('public/_locales/', root)
const languages = readdirSync(folder)
const english = messagesOf('en')

function messagesOf(language: string): Record<string, Message> {
  return JSON.parse(readFileSync(new URL(`${language}/messages.json`, folder), 'utf8'))
}

/** All that may name a text: our sources, and the manifest's `__MSG_name__`. */
function sources(): string {
  const files = ['components', 'entrypoints', 'lib'].flatMap((name) =>
    readdirSync(new URL(name, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|html)$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => `${name}/${file}`),
  )
  return [...files, 'wxt.config.ts']
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join('\n')
}

it('has every text in every language', () => {
  const keys = Object.keys(english)
  for (const language of languages) expect(Object.keys(messagesOf(language))).toEqual(keys)
})

it('has the same placeholders in every language, each of them written in the text', () => {
  for (const language of languages) {
    for (const [key, { message, placeholders = {} }] of Object.entries(messagesOf(language))) {
      const written = [...message.matchAll(/\$(\w+)\$/g)].map(([, name = '']) => name.toLowerCase())
      expect([language, key, written.sort()]).toEqual([
        language,
        key,
        Object.keys(placeholders).sort(),
      ])
      expect([language, key, placeholders]).toEqual([
        language,
        key,
        english[key]?.placeholders ?? {},
      ])
    }
  }
})

it('uses every text', () => {
  const all = sources()
  const unused = Object.keys(english)
    .map((key) => key.replace(/_(one|other)$/, ''))
    .filter((name) => !all.includes(`'${name}'`) && !all.includes(`__MSG_${name}__`))
  expect(unused).toEqual([])
})

it('keeps to what the stores allow for the description', () => {
  for (const language of languages) {
    const { extDescription } = messagesOf(language)
    expect(extDescription?.message.length).toBeLessThanOrEqual(132)
  }
})
