import { dateIn } from '../../cite/dates.ts'
import { lettered } from '../../cite/letters.ts'

/** A day in any writing that `dateIn` knows, and `28.01.22`. */
const DAY = lettered(
  String.raw`(?:^|\D)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?\s(?:de\s|of\s)?[\p{L}]{3,12}\.?,?\s(?:del?\s)?\d{4}|[\p{L}]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?|\d{4}[.,\s]\s?[\p{L}]{3,12}\s\d{1,2})(?!\d)`,
)
const PUBLISHED =
  /\b(?:publi|posted|erschienen|veröffentlicht|erstellt|erstveröffentlich|mise? en ligne|online seit|paru|pubblicat|geplaatst|gepubliceerd|opublikowan|дата публикации|date|datum|fecha|data)/i
const CHANGED =
  /(?:update|modified|changed|edited|geändert|änderung|aktualisier|bearbeitet|stand:|modifi|mis(?:e)? à jour|actualiz|aggiornat|bijgewerkt|oppdatert|uppdaterad|updated|zmieni)/i
const LONGEST = 140

/** What a line says about its date: when the work appeared, when it was changed, or just a date. */
export type Telling = 'published' | 'changed' | 'plain'

export interface Dated {
  date: string
  telling: Telling
}

/** Whether a line shows a day. */
export function showsDate(line: string): boolean {
  return line.length <= LONGEST && DAY(line).test(line)
}

/** The day that a short line shows, as it is written; undefined where it is only a word in a sentence. */
export function datedLine(line: string): Dated | undefined {
  if (line.length > LONGEST || !/\d/.test(line)) return undefined
  const [found] = DAY(line).exec(line) ?? []
  if (found === undefined) return undefined
  const date = withCentury(found.trim())
  if ((dateIn(date, 'day first') ?? '').length < 10) return undefined
  const before = line.slice(0, line.indexOf(found))
  if (CHANGED.test(before)) return { date, telling: 'changed' }
  if (PUBLISHED.test(before)) return { date, telling: 'published' }
  return isSentence(line, found) ? undefined : { date, telling: 'plain' }
}

/** `28.01.22` is of our century: papers that write years so are on the web. */
function withCentury(text: string): string {
  return text.replace(/(\d{1,2}\.)\s?(\d{1,2}\.)\s?(\d{2})$/, '$1$2' + '20$3')
}

function isSentence(line: string, date: string): boolean {
  return line.length > 60 && date.length < line.length * 0.25
}
