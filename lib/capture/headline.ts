import { lettered } from '../cite/letters.ts'
import { type Page, textIn } from './page.ts'
import { plain } from './plain.ts'

const TITLES = /^(?:citation_title|(?:dc|dcterms)[.:]title|og:title|twitter:title|title)$/
const NO_LETTER = lettered(String.raw`[^\p{L}\p{N}]`, 'g')
const MAX_HEADINGS = 5
const MAX_LENGTH = 600
/** A title of fewer letters is found in too many others. */
const MIN_LENGTH = 6

/** Tells whether a title is the one that the page bears: in its tags, its title or a heading. */
export function headlineOf(page: Page): (title: string) => boolean {
  const texts = [
    textIn(page.first('title')),
    ...page.tags.flatMap(({ name, content }) => (TITLES.test(name) ? content : [])),
    ...page.all('h1', MAX_HEADINGS).map(textIn),
  ]
  const borne = texts.slice(0, 20).map(letters)
  return (title) => {
    const wanted = letters(title)
    return borne.some(
      (text) =>
        text === wanted ||
        (wanted.length >= MIN_LENGTH && text.includes(wanted)) ||
        (text.length >= 2 * MIN_LENGTH && wanted.startsWith(text)),
    )
  }
}

/** The letters and digits of a text, small and without accents: what stays when two write it differently. */
export function letters(text: string): string {
  const small = plain(text.slice(0, MAX_LENGTH)).normalize('NFKD').toLowerCase()
  return small.replace(NO_LETTER(small), '')
}
