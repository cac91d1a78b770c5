import type { Work } from '../../lib/schema/work.ts'

export interface Identifier {
  text: string
  /** Where it leads; null where no place is better than another. */
  href: string | null
}

type Identified = Pick<Work, 'doi' | 'arxivId' | 'pmid' | 'isbn13' | 'url'>

/** arXiv's own DOIs say the arXiv id once more. */
const ARXIV_DOI = '10.48550/arxiv.'

/** The identifiers of a work, the best known first; where it has none, the site it came from. */
export function identifiersOf(work: Identified): Identifier[] {
  const found: Identifier[] = []
  const { arxivId, doi, pmid, isbn13 } = work
  if (arxivId) found.push({ text: `arXiv ${arxivId}`, href: at('https://arxiv.org/abs/', arxivId) })
  if (doi && !(arxivId && doi.startsWith(ARXIV_DOI)))
    found.push({ text: doi, href: at('https://doi.org/', doi) })
  if (pmid) found.push({ text: `PMID ${pmid}`, href: at('https://pubmed.ncbi.nlm.nih.gov/', pmid) })
  if (isbn13) found.push({ text: `ISBN ${isbn13}`, href: null })
  return found.length > 0 ? found : siteOf(work.url)
}

function at(base: string, id: string): string {
  return base + encodeURIComponent(id).replaceAll('%2F', '/')
}

function siteOf(url: string | null): Identifier[] {
  const site = url === null ? null : URL.parse(url)
  if (!site || !/^https?:$/.test(site.protocol)) return []
  return [{ text: site.hostname.replace(/^www\./, ''), href: site.href }]
}
