import { arxivIdOfUrl } from '../../cite/arxiv.ts'
import { doiOfUrl } from '../../cite/doi-url.ts'
import { pmcidOf, pmidOfUrl } from '../../cite/pmid.ts'
import type { Finding } from '../finding.ts'

/** Reads the address alone: what is left of a page behind a wall, and all there is of a tab that can't be read. */
export function readAddress(url: URL): Finding[] {
  const found: Finding[] = []
  const doi = doiOfUrl(url.href)
  const arxivId = arxivIdOfUrl(url.href)
  const pmid = pmidOfUrl(url.href)
  const pmcid = pmcidOf(url.href)
  if (doi) found.push({ field: 'doi', value: doi, sure: 60 })
  if (arxivId)
    found.push(
      { field: 'arxivId', value: arxivId, sure: 90 },
      { field: 'type', value: 'article', sure: 88 },
    )
  if (pmid) found.push({ field: 'pmid', value: pmid, sure: 90 })
  if (pmcid) found.push({ field: 'pmcid', value: pmcid, sure: 90 })
  return found
}
