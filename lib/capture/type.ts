import { doiOf } from '../cite/doi.ts'
import type { CslType } from '../schema/csl-type.ts'
import type { WorkType } from '../schema/work.ts'
import { typeOfDoi } from './by-doi.ts'
import { candidates, type Decided, firstOf } from './candidates.ts'
import type { Heard } from './finding.ts'

/** Servers of manuscripts before review: what appears there is no journal article, whatever the tag is called. */
const PREPRINTS =
  /^(?:arxiv|[a-z]*rxiv|ssrn.*|preprints(?:\.org)?|research ?square|osf preprints|psyarxiv|chemrxiv|authorea.*|techrxiv|hal|zenodo preprint|peerj preprints|f1000 posters|cogprints|repec|nber working papers?|e-?print.*)(?: .{0,30})?$/

/** What the work is in CSL's words: the surest reading, corrected by where it appeared. */
export function fineType(heard: readonly Heard[], container: string | undefined): Decided<CslType> {
  const [surest] = candidates(heard, 'type')
  const ofDoi = typeOfDoi(firstOf(heard, 'doi', (value) => doiOf(value))?.value ?? '')
  if (ofDoi !== undefined && isVague(surest)) return { value: ofDoi, reader: 'address' }
  const entry = isVague(surest) ? entryType(heard) : undefined
  if (entry) return { value: entry, reader: 'page' }
  if (surest === undefined) return { value: guessed(heard), reader: 'page' }
  const { value, reader } = surest
  if (value === 'article-journal' && PREPRINTS.test((container ?? '').toLowerCase()))
    return { value: 'article', reader }
  if (isVague(surest) && CONFERENCES.test(container ?? ''))
    return { value: 'paper-conference', reader }
  if (value === 'article-newspaper') {
    const kind = surest.sure < NAMED ? newspaperOrBlog(heard) : value
    return { value: kind === value && isMagazine(heard) ? 'article-magazine' : kind, reader }
  }
  return { value, reader }
}

/** Types that pages of every kind bear: whoever tags for citing calls it an article. */
function isVague(said: Heard<'type'> | undefined): boolean {
  return said === undefined || (VAGUE.test(said.value) && said.sure < 95)
}

const VAGUE = /^(?:article-journal|article-newspaper|webpage|document|chapter|book)$/

/** Books of papers that were read at a meeting; journals that are called proceedings are none. */
const CONFERENCES =
  /^(?:proceedings|proc\.) of .*\b(?:conference|symposium|workshop|congress|colloquium|meeting)\b|^(?:19|20)\d\d .*\b(?:conference|symposium|workshop|congress)\b|\b(?:conference|symposium|workshop|colloquium) on\b|^advances in neural information processing/i

function isMagazine(heard: readonly Heard[]): boolean {
  return heard.some(
    ({ field, value }) =>
      (field === 'siteName' || field === 'containerTitle') &&
      /\bmagazin[e]?\b/i.test(String(value)),
  )
}

/** What an encyclopedia or a dictionary that names itself holds. */
function entryType(heard: readonly Heard[]): CslType | undefined {
  const names = heard.flatMap(({ field, value }) => {
    if (field === 'siteName') return String(value)
    return field === 'title'
      ? (/[(|–—-]\s?([^(|–—]+)$/.exec(String(value).slice(-100))?.[1] ?? [])
      : []
  })
  if (names.some((name) => /encyclop(?:a?e|é)di|enzyklopädie|enciclopedia/i.test(name)))
    return 'entry-encyclopedia'
  return names.some((name) =>
    /^(?!.*data).*\b(?:dictionary|wörterbuch|dictionnaire|diccionario)\b/i.test(name),
  )
    ? 'entry-dictionary'
    : undefined
}

/** A page that says no type: with an ISBN a book, with a tag made for citing a paper, else a web page. */
function guessed(heard: readonly Heard[]): CslType {
  const cited = heard.some(
    ({ reader, field }) => reader === 'highwire' && (field === 'title' || field === 'doi'),
  )
  const published = heard.some(
    ({ field, sure }) => (field === 'doi' && sure >= 60) || field === 'pmid',
  )
  if (isBook(heard)) return 'book'
  return cited || published ? 'article-journal' : 'webpage'
}

/** A page with an ISBN of its own, or one that labels author and publisher for its readers. */
function isBook(heard: readonly Heard[]): boolean {
  const labels = heard.filter(({ reader }) => reader === 'labels').map(({ field }) => field)
  return (
    heard.some(({ field, sure }) => field === 'isbn13' && sure >= 80) ||
    (labels.includes('publisher') && labels.includes('authors'))
  )
}

/** From here on a page has named its type; below it said no more than "article". */
const NAMED = 65

/** An "article" of the web is a blog's where the software is one, and a plain page where it has no date. */
function newspaperOrBlog(heard: readonly Heard[]): CslType {
  const types = candidates(heard, 'type')
  if (types.some(({ value }) => value === 'post-weblog')) return 'post-weblog'
  if (heard.some(({ field, sure }) => field === 'doi' && sure >= 70)) return 'article-journal'
  if (heard.some(({ field, sure }) => field === 'isbn13' && sure >= 80)) return 'book'
  return candidates(heard, 'date').length > 0 ? 'article-newspaper' : 'webpage'
}

const COARSE: Partial<Record<CslType, WorkType>> = {
  article: 'paper',
  'article-journal': 'paper',
  'paper-conference': 'paper',
  manuscript: 'paper',
  review: 'paper',
  'review-book': 'paper',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  'post-weblog': 'article',
  post: 'article',
  entry: 'article',
  'entry-dictionary': 'article',
  'entry-encyclopedia': 'article',
  book: 'book',
  chapter: 'book',
  collection: 'book',
  classic: 'book',
  thesis: 'thesis',
  report: 'report',
  standard: 'report',
  dataset: 'dataset',
  software: 'software',
  motion_picture: 'video',
  broadcast: 'video',
  speech: 'slides',
  webpage: 'webpage',
}

/** What a person calls a work of a CSL type. */
export function coarseType(type: CslType): WorkType {
  return COARSE[type] ?? 'other'
}

/** Works of the web, which appear in a site as papers appear in a journal. */
export function isOfSite(type: CslType): boolean {
  return /^(?:webpage|post|post-weblog|article-newspaper|article-magazine|entry-.*|motion_picture|broadcast|software)$/.test(
    type,
  )
}
