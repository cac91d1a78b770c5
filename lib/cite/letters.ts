/** The letters, marks and numbers among the characters that most Western pages are made of. */
const FEW: Readonly<Record<string, string>> = {
  '\\p{L}': 'A-Za-zªµºÀ-ÖØ-öø-ÿ',
  '\\p{Lu}': 'A-ZÀ-ÖØ-Þ',
  '\\p{Ll}': 'a-zµß-öø-ÿ',
  '\\p{Lo}': 'ªº',
  '\\p{M}': '\u0300-\u036f',
  '\\p{N}': '0-9²³¹¼-¾',
}

/** Everything but Latin-1, combining accents and typographic punctuation. */
const BEYOND = /[\u0100-\u02ff\u0370-\u1fff\u2070-\uffff]/

/**
 * A pattern over letters, to be asked for with the text that it is for. In it `\p{…}` stands in
 * brackets. V8 takes up to a millisecond to build each such class, several times over, so a text
 * without far letters gets the same pattern with a few ranges.
 */
export function lettered(source: string, flags = ''): (text: string) => RegExp {
  const near = once(() => new RegExp(source.replace(/\\p\{\w+\}/g, fewOf), flags))
  const far = once(() => new RegExp(source, `${flags}u`))
  return (text) => (BEYOND.test(text) ? far() : near())
}

function fewOf(name: string): string {
  return FEW[name] ?? name
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
