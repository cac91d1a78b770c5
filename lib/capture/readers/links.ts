import { doiOfUrl } from '../../cite/doi-url.ts'
import type { Finding } from '../finding.ts'
import { kindOf } from '../json-ld/types.ts'
import type { Page } from '../page.ts'

const MAX_LINKS = 500
/** Formats that hold one work's record; what such a link leads to is the page's own. */
const RECORD =
  /bibtex|research-info-systems|citationstyles|datacite|crossref|x-endnote|\bmods\b|\bmarc|onix|vnd\.schemaorg/i

/** Reads the page's links about itself: canonical, and what Signposting (signposting.org) adds: cite-as, type, item, describedby. */
export function readLinks(page: Page): Finding[] {
  return page.all('link[rel][href]', MAX_LINKS).flatMap((link): Finding[] => {
    const value = link.getAttribute('href') ?? ''
    const rel = (link.getAttribute('rel') ?? '').toLowerCase().split(/\s+/)
    const format = link.getAttribute('type') ?? ''
    if (rel.includes('cite-as')) return lasting(value, 95, 92)
    if (rel.includes('canonical')) return lasting(value, 80, 74)
    if (rel.includes('type')) return typed(value)
    const aside = rel.some((word) => /^(?:item|alternate|describedby|meta)$/.test(word))
    if (aside && RECORD.test(format)) return recorded(value, page.url)
    const file = rel.includes('item') || rel.includes('alternate')
    return file && /^application\/pdf/i.test(format) ? [{ field: 'pdfUrl', value, sure: 60 }] : []
  })
}

/** A lasting address; one at doi.org is the work's DOI too. */
function lasting(value: string, sure: number, sureOfDoi: number): Finding[] {
  const address: Finding = { field: 'canonicalUrl', value, sure }
  if (!/^https?:\/\/(?:dx\.)?doi\.org\//i.test(value)) return [address]
  return [address, { field: 'doi', value, sure: sureOfDoi }]
}

function typed(value: string): Finding[] {
  const kind = kindOf([value.replace(/^.*[/#]/, '')], {})
  return kind?.type && kind.sure >= 80 ? [{ field: 'type', value: kind.type, sure: 83 }] : []
}

/** The address of the work's own record often spells its DOI. */
function recorded(value: string, here: URL): Finding[] {
  const doi = doiOfUrl(URL.parse(value, here.href)?.href ?? '')
  return doi ? [{ field: 'doi', value: doi, sure: 71 }] : []
}
