import type { Author } from '../schema/author.ts'
import type { CslType } from '../schema/csl-type.ts'

/** What may be read off a page. Texts are as the page has them; the merge parses and cleans them. */
export interface Said {
  title: string
  subtitle: string
  authors: Author[]
  editors: Author[]
  abstract: string
  topics: string[]
  /** Any writing of a date; what it means can depend on the page's other dates. */
  date: string
  publisher: string
  publisherPlace: string
  institution: string
  containerTitle: string
  series: string
  event: string
  volume: string
  issue: string
  firstPage: string
  lastPage: string
  pages: string
  edition: string
  doi: string
  arxivId: string
  isbn13: string
  issn: string[]
  pmid: string
  pmcid: string
  canonicalUrl: string
  language: string
  pdfUrl: string
  siteName: string
  type: CslType
}

export type SaidField = keyof Said

/** Who read it; the words of a work's provenance. */
export type ReaderName =
  | 'highwire'
  | 'site'
  | 'json-ld'
  | 'microdata'
  | 'rdfa'
  | 'dublin-core'
  | 'prism'
  | 'eprints'
  | 'coins'
  | 'open-graph'
  | 'page'
  | 'citation'
  | 'labels'
  | 'visible'
  | 'address'

/**
 * How sure a reader is of a finding, 0 to 100; the merge takes the surest that holds water.
 * 90 a tag made for citing · 70 a library's tag · 50 a tag made for sharing · 30 seen on the page ·
 * 10 a guess. Between readers the order is Zotero's (Embedded Metadata), with JSON-LD added.
 */
export type Sureness = number

export type Finding = {
  [F in SaidField]: { field: F; value: Said[F]; sure: Sureness }
}[SaidField]

/** A finding and whose it is. */
export type Heard<F extends SaidField = SaidField> = {
  field: F
  value: Said[F]
  sure: Sureness
  reader: ReaderName
}
