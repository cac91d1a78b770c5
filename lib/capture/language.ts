const NAMES = new Map(
  Object.entries({
    english: 'en',
    eng: 'en',
    german: 'de',
    deutsch: 'de',
    deu: 'de',
    ger: 'de',
    french: 'fr',
    fra: 'fr',
    fre: 'fr',
    spanish: 'es',
    spa: 'es',
    italian: 'it',
    ita: 'it',
    portuguese: 'pt',
    por: 'pt',
    dutch: 'nl',
    nld: 'nl',
    russian: 'ru',
    rus: 'ru',
    japanese: 'ja',
    jpn: 'ja',
    chinese: 'zh',
    zho: 'zh',
    chi: 'zh',
    korean: 'ko',
    kor: 'ko',
  }),
)

/** A language as BCP 47 writes it: `en`, `pt-BR`; undefined where the text is no language. */
export function languageOf(text: string): string | undefined {
  const word = text.trim()
  const named = NAMES.get(word.toLowerCase())
  if (named) return named
  const [, tongue, region] =
    /^([a-z]{2,3})(?:[-_]([a-z]{2}|\d{3}|[a-z]{4}(?:[-_][a-z]{2})?))?(?:[.@].{0,20})?$/i.exec(
      word,
    ) ?? []
  if (tongue === undefined) return undefined
  return region === undefined ? tongue.toLowerCase() : `${tongue.toLowerCase()}-${cased(region)}`
}

function cased(region: string): string {
  const [first = '', second] = region.split(/[-_]/)
  const script =
    first.length === 4
      ? first[0]?.toUpperCase() + first.slice(1).toLowerCase()
      : first.toUpperCase()
  return second === undefined ? script : `${script}-${second.toUpperCase()}`
}
