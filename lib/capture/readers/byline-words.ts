import { lettered } from '../../cite/letters.ts'
import { showsDate } from './date-words.ts'

const SPACE = String.raw`[\s\u00a0]`
/** What stands between a date, a name and a section in one line. */
const SEPARATORS = /\s*[|•·●▪‧∙–—/]\s*|\s-\s|\s{2,}|,\s+(?=\d)|\s,\s/

const WROTE =
  'posted|published|written|submitted|reported|created|veröffentlicht|erstellt|geschrieben|verfasst|gespeichert|eingetragen|eingestellt|publié|écrit|rédigé|proposé|mis en ligne|publicado|escrito|redactado|pubblicato|scritto|inserito|geplaatst|geschreven|gepubliceerd|skrevet|skriven|publicerad|opublikowan[eyo]|napisa[łn]\\w*'
const BY = 'by|von|vom|par|por|di|da|door|av|af|przez|autor:|de'
const LABEL =
  'authors?|autor(?:in|en|innen|es|as|a)?|auteure?s?|autori?|autrice|skribent|forfatter|författare|kirjoittaja|auctor|words|story|text|texte|testo|texto|tekst|tekst[iy]|reporter|reporting|interview|protokoll|redaktion|redakteur(?:in)?|bericht|gastautor(?:in)?|written by|story by|words by|text by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|geschreven door|автор|текст|작성자|文|作者|记者|取材・文'
const PIECE =
  '(?:an? |ein(?:e)? |un(?:e)? |el |la )?(?:article|artikel|beitrag|gastbeitrag|kolumne|kommentar|essay|bericht|interview|text|analyse|story|report|column|opinion|review|contribution|tribune|billet|artículo|artigo|articolo|reportage|rezension)'

/** `By Ada Marsh` */
const PLAIN = new RegExp(`^(?:${BY})${SPACE}+(?=\\S)`, 'i')
/** `Posted on May 3, 2020 by Ada Marsh` · `A column by Ada Marsh` */
const TOLD = new RegExp(`^(?:${WROTE}|${PIECE})(?:\\s.{0,60}?)?\\s(?:${BY})\\s+(?=\\S)`, 'i')
/** `Author: Ada Marsh` · `Text und Fotos: Ada Marsh` */
const LABELLED = new RegExp(
  `^(?:${LABEL})(?:\\s(?:und|and|&|et|y|e)\\s[^\\s:]{3,12})?\\s?[:：]\\s*(?=\\S)`,
  'i',
)

/** How a name was introduced: not at all, by `by`, or by words that only bylines have. */
export type Introduced = 'bare' | 'by' | 'told'

export interface Credit {
  names: string
  introduced: Introduced
}

/** Where a name ends: a date, a bracket, an address, a place or a time behind a small word. */
const END = lettered(
  String.raw`\s*(?:[(\[<]|\s\S{1,60}@|@|\s\d|,?\s\d{1,2}[.:/]|,?\s(?:on|am|le|el|il|op|den|dne|um|at|vor|il y a|hace)\s\S|\s(?:in|für|for|im|aus|auf|bei|via|pour|para|per)\s|[\p{L}]{3,9}\.?\s\d{1,2},\s\d{4}|\d{1,2}\.\s?\d{1,2}\.).*$`,
  'i',
)
const NAME = String.raw`(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*|van|von|vom|zu|zur|de[rlnms]?|di|da|do|dos|das|du|della|la|le|bin|ibn|ten|ter|al|el|af)`
const NAMES = lettered(
  String.raw`^${NAME}(?:\s${NAME}){1,4}(?:(?:,\s|,?\s(?:and|und|et|y|e|en|og|och|i|&)\s)${NAME}(?:\s${NAME}){1,4}){0,9}$`,
)
const ALIAS = lettered(String.raw`^[\p{L}\p{N}][\p{L}\p{N}_.-]{2,29}$`)
const LONGEST = 160

/** What a line credits a work to: names with what introduces them, each part of the line by itself. */
export function creditsIn(line: string): Credit[] {
  if (line.length > LONGEST) return []
  const dated = showsDate(line)
  const whole = creditIn(line, dated)
  if (whole) return [whole]
  return line.split(SEPARATORS, 8).flatMap((part) => creditIn(part.trim(), dated) ?? [])
}

function creditIn(part: string, dated: boolean): Credit | undefined {
  for (const [pattern, introduced] of INTRODUCTIONS) {
    const head = pattern.exec(part)?.[0]
    if (head === undefined) continue
    const names = named(part.slice(head.length), introduced, dated)
    if (names !== undefined) return { names, introduced }
  }
  return undefined
}

const INTRODUCTIONS: [RegExp, Introduced][] = [
  [TOLD, 'told'],
  [LABELLED, 'told'],
  [PLAIN, 'by'],
  [/^/, 'bare'],
]

function named(rest: string, introduced: Introduced, dated: boolean): string | undefined {
  const end = END(rest)
  const text = rest
    .replace(end, '')
    .replace(/^by:?\s/i, '')
    .replace(/[.,;:\s]+$/, '')
    .trim()
  if (text.length < 3 || FURNISHING.test(text)) return undefined
  if (NAMES(text).test(text) && !ROLE.test(text)) return text
  const person = text.split(/,\s/, 1)[0] ?? ''
  if (introduced !== 'bare' && person !== text && NAMES(person).test(person) && !ROLE.test(person))
    return person // a role follows
  const alone = introduced === 'told' || (introduced === 'by' && dated)
  return alone && ALIAS(text).test(text) ? text : undefined
}

/** Words that say what somebody is. */
const ROLE =
  /(?:leiter|redakteur|sprecher|journalist|korrespondent|professor|direktor|expert|berater|editor|reporter|correspondent|writer|producer|manager|director|staff|photograph|correspondant|rédact|redactor|periodista|giornalista|redacteur)/i

/** Words of the page's own furniture, and of sections, which look like names. */
const FURNISHING =
  /(?:^|\s)(?:follow|share|shares|menu|home|subscribe|contact|about|kontakt|folgen|teilen|mehr|news|read|more|local|politics|world|sports?|business|opinion|lifestyle|breaking|updated?|latest|advertisement|anzeige|uhr|minuten|minutes?|lesezeit|comments?|kommentare?|photos?|fotos?|bild|bilder|getty|images?|cookies?|privacy|datenschutz|january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(?:$|\s)/i
