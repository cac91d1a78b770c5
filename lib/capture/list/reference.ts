import { lettered } from '../../cite/letters.ts'

export const YEAR = /(?:^|\D)(?:1[5-9]|20)\d\d(?!\d)/

/** `Lovelace, Ada` · `Lovelace A` · `A. Lovelace` · `by Ada` · `Ada Lovelace, Charles Babbage` · `et al.` */
export const PEOPLE = lettered(
  String.raw`[\p{Lu}][\p{Ll}][\p{L}'’-]{0,30},? (?:[\p{Lu}]\.|[\p{Lu}]{1,3}(?=[,;.]|$))|[\p{Lu}]\. ?[\p{Lu}][\p{Ll}]|(?:^|\s)(?:by|von|par|por|di|av|door)\s+[\p{Lu}]|et al|[\p{Lu}][\p{Ll}]{1,30} [\p{Lu}][\p{Ll}]{1,30}(?:, | and | & |; |, and )[\p{Lu}][\p{Ll}]|[\p{Lu}][\p{Ll}]{1,30}, [\p{Lu}][\p{Ll}]`,
)

const QUOTED = /[“"„«]\s?([^“”"„«»]{8,400}?)[.,]?\s?[”"“»]/
/** After the year, up to the end of the sentence: `Lovelace, A. (1843). Notes. Taylor's …` */
const AFTER_YEAR = /(?:^|\D)(?:1[5-9]|20)\d\d[a-z]?\)?\s?[.,:]\s+(.{8,400}?)(?:[.?!](?=\s|$)|$)/

/** The title in a written-out reference, by its quotes or its place behind the year; undefined where neither tells. */
export function titleIn(reference: string): string | undefined {
  return (QUOTED.exec(reference)?.[1] ?? AFTER_YEAR.exec(reference)?.[1])?.trim()
}

/** Whether a line of text reads as a reference: people, a year, and a length that references have. */
export function isReference(text: string): boolean {
  return text.length > 40 && text.length < 1_500 && YEAR.test(text) && PEOPLE(text).test(text)
}
