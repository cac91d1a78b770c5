import { arxivIdOf } from '../cite/arxiv.ts'
import type { Work } from '../schema/work.ts'
import { originalPlace } from './place.ts'
import { cleanAddress } from './url.ts'

/** One column and a value of it: two works that share an identity are the same work. */
export interface Identity {
  field: 'doi' | 'arxivId' | 'isbn13' | 'pmid' | 'url' | 'canonicalUrl'
  value: string
}

type Told = 'doi' | 'arxivId' | 'isbn13' | 'pmid' | 'url' | 'canonicalUrl' | 'cslType' | 'workType'
/** What of a work or a draft tells it from others. */
export type Identifiable = { [F in Told]?: Work[F] | null }

/** The identities by which a work is recognised again, the surest first. Addresses may be in either of their columns. */
export function identities(work: Identifiable): Identity[] {
  const arxivId = work.arxivId ?? arxivIdOf(work.doi ?? '')
  const doi = work.doi && arxivIdOf(work.doi) === undefined ? work.doi : undefined
  return [
    ...one('doi', doi?.toLowerCase()),
    ...one('arxivId', arxivId),
    ...one('pmid', work.pmid),
    ...one('isbn13', isWholeBook(work) ? work.isbn13 : undefined),
    ...addresses(work).flatMap((value): Identity[] => [
      { field: 'canonicalUrl', value },
      { field: 'url', value },
    ]),
  ]
}

function one(field: Identity['field'], value: string | null | undefined): Identity[] {
  return value ? [{ field, value }] : []
}

/** A chapter or a paper carries the ISBN of the book that it is in. */
function isWholeBook({ cslType, workType }: Identifiable): boolean {
  if (cslType) return /^(?:book|collection|classic)$/.test(cslType)
  return workType === 'book' || workType === 'textbook'
}

/** An address, clean, and the one that it stands before (lib/capture/place.ts). */
function places(address: string): string[] {
  const url = URL.parse(address)
  if (url === null) return []
  return [url.href, originalPlace(url).href].flatMap((place) => cleanAddress(place) ?? [])
}

/** The work's clean addresses, each with and without `www.` and a slash at its end, and under either scheme. */
function addresses(work: Identifiable): string[] {
  const clean = [work.canonicalUrl, work.url].flatMap((address) => places(address ?? ''))
  return [...new Set(clean.filter((address) => !isResolver(address)).flatMap(variants))]
}

function variants(address: string): string[] {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/, '')
  const heads = ['https://', 'https://www.', 'http://', 'http://www.']
  const rests = /[?#]/.test(bare)
    ? [bare]
    : [bare, bare.endsWith('/') ? bare.slice(0, -1) : `${bare}/`]
  return [address, ...rests.flatMap((rest) => heads.map((head) => head + rest))]
}

/** A DOI's address says no more than the DOI. */
function isResolver(address: string): boolean {
  return /^https?:\/\/(?:dx\.)?doi\.org\//.test(address)
}
