import { arxivIdOfUrl } from '../../cite/arxiv.ts'
import { doiOfUrl } from '../../cite/doi-url.ts'
import { isbn13Of } from '../../cite/isbn.ts'
import { pmcidOf, pmidOfUrl } from '../../cite/pmid.ts'
import type { Finding } from '../finding.ts'

/** A book's number as a step of the path, as bookshops and publishers have it. */
const BOOK = /\/(?:isbn[:-]?)?(97[89]-?(?:\d-?){10})(?=$|[/._-])/

/** Reads the address alone: what is left of a page behind a wall, and all there is of a tab that can't be read. */
export function readAddress(url: URL): Finding[] {
  const found: Finding[] = []
  const doi = doiOfUrl(url.href)
  const arxivId = arxivIdOfUrl(url.href)
  const pmid = pmidOfUrl(url.href)
  const pmcid = pmcidOf(url.href)
  if (doi) found.push({ field: 'doi', value: doi, sure: 60 })
  const isbn = isbn13Of(BOOK.exec(url.pathname)?.[1] ?? '')
  if (isbn) found.push({ field: 'isbn13', value: isbn, sure: 80 })
  if (arxivId)
    found.push(
      { field: 'arxivId', value: arxivId, sure: 90 },
      { field: 'type', value: 'article', sure: 88 },
    )
  if (pmid) found.push({ field: 'pmid', value: pmid, sure: 90 })
  if (pmcid) found.push({ field: 'pmcid', value: pmcid, sure: 90 })
  const day = DAY.exec(url.pathname)
  if (day) found.push({ field: 'date', value: `${day[1]}-${day[2]}-${day[3]}`, sure: 43 })
  return found
}

/** A day in a path: `/2014/05/18/` · `/2014-05-18-` · `/20140518/`. */
const DAY = /[/-]((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$|\.html?)/
