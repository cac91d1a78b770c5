import { lettered } from '../../cite/letters.ts'
import type { Author } from '../../schema/author.ts'
import { byline, withoutRepeats } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { isOwn, shownBy } from './elsewhere.ts'

/** Where pages show who wrote them, the surer first. */
const PLACES = [
  '[itemprop~="author"] [itemprop~="name"]',
  '[itemprop~="author"]',
  '[rel~="author"]',
  '[class~="author" i],[class~="byline" i]',
  '[class*="byline" i],[class*="author" i],[class*="autor" i],[class*="auteur" i]',
  'a[href*="/author/"],a[href*="/autor/"],a[href*="/auteur/"]',
]
const MAX_ELEMENTS = 60
const MAX_TEXT = 200

/** Reads a byline that people see: the first place that holds a name, and its neighbours there. */
export function readByline(page: Page): Finding[] {
  for (const place of PLACES) {
    const elements = page.all(place, MAX_ELEMENTS).filter(isOwn)
    const [first] = elements.filter((element) => namesIn(element).length > 0)
    if (!first) continue
    const block = first.parentElement?.parentElement ?? first
    const authors = elements.filter((element) => block.contains(element)).flatMap(namesIn)
    return [{ field: 'authors', value: withoutRepeats(authors), sure: 40 }]
  }
  return []
}

function namesIn(element: Element): Author[] {
  const text = shownBy(element)
  if (text.length > MAX_TEXT) return []
  const whole = text.replace(INTRODUCTION, '').trim()
  const signed = element.matches(SIGNED)
  const credit = signed && ALIAS(whole).test(whole) ? whole : withoutRest(whole).trim()
  if (credit.length < 2 || CONTROLS.test(credit)) return []
  const named = NAMES(credit).test(credit) || (signed && ALIAS(credit).test(credit))
  return named ? byline(credit) : []
}

function withoutRest(text: string): string {
  return text.replace(REST(text), '')
}

/** `By`, `Posted on … by`, `Autor:` and what else stands before a name. */
const INTRODUCTION =
  /^(?:(?:(?:posted|published|written|words|story|text|veröffentlicht|erstellt|geschrieben|verfasst|gespeichert|publié|ein artikel)\b.{0,40}?\s)?(?:by|von|par|por|door|przez)\b:?|(?:author|autor|autorin|auteur|autore|redaktion|text)s?\s?:)\s+(?=\S)/i
/** A date, a count, a separator: the name ends before it. */
const REST = lettered(
  String.raw`\s*(?:[|·•]|\s[–—-]\s|,?\s?\d|,?\s(?:on|am|le|el|vom)\s\d|\s[\p{L}]{3,9}\.?\s\d{1,2},).*$`,
)
/** Words of the page's own furniture. */
const CONTROLS =
  /^(?:follow|share|shares|menu|home|subscribe|contact|about|kontakt|folgen|teilen|mehr|admin|administrator|guest|gast|anonymous|unknown)$/i
/** A name that someone writes under; believed only where the page says that it is an author's. */
const ALIAS = lettered(String.raw`^[\p{L}\p{N}_.-]{3,30}$`)
const SIGNED =
  '[rel~="author"],[itemprop~="author"],[itemprop~="name"],.vcard,.vcard *,.author,.author a,.username,a[href*="/author/"]'
/** One to a few names: every word begins with a capital, is a particle or joins names. */
const NAMES = lettered(
  String.raw`^(?:(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*|van|von|de[rlns]?|di|da|dos|du|la|le|bin|al|el|y|and|und|et|&)[,;]?(?:\s|$)){1,12}$`,
)
