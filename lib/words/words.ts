import {
  type Locale,
  locales,
  type Message,
  type MessageKey,
  type MessageValues,
} from './messages.ts'

/** What speaks one language: its texts, and the tag by which `Intl` writes dates and numbers. */
export interface Words {
  locale: Locale
  tag: string
  t<K extends MessageKey>(key: K, ...values: MessageValues<K>): string
}

/** The words for the first of a person's languages (BCP 47 tags, best first) that we speak, else English. */
export function wordsFor(languages: readonly string[]): Words {
  const tag = languages.find((language) => localeOf(language) !== null) ?? 'en'
  const locale = localeOf(tag) ?? 'en'
  const messages = locales[locale]
  const plural = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(tag)

  function write(key: string, values: Record<string, string | number> = {}): string {
    const form = typeof values.count === 'number' ? `_${plural.select(values.count)}` : ''
    const message = messages[key + form] ?? messages[`${key}_other`] ?? messages[key]
    if (!message) throw new Error(`No text is named ${key}`)
    return fill(message, values, (count) => number.format(count))
  }
  return { locale, tag, t: (key, ...[values]) => write(key, values) }
}

function localeOf(language: string): Locale | null {
  const base = language.toLowerCase().split('-')[0] ?? ''
  return base === 'en' || base === 'de' ? base : null
}

/** `$NAME$` stands for a placeholder, whatever its case; a value is never read again as a pattern. */
function fill(
  { message }: Message,
  values: Record<string, string | number>,
  formatNumber: (count: number) => string,
): string {
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const value = values[name.toLowerCase()] ?? ''
    return typeof value === 'number' ? formatNumber(value) : value
  })
}
