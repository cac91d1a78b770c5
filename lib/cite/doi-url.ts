import { doiIn } from './doi.ts'
import { doiOfSite } from './doi-of-site.ts'

/** What publishers' addresses put after the DOI; none of it is part of it. */
const TAIL_PART =
  /\/(?:abstract|abs|full|fulltext|full-text|full-html|html|htm|pdf|pdfft|pdfplus|epdf|epub|meta|summary|references|citations?|figures?(?:\/\d+)?|tables?(?:\/\d+)?|suppl(?:_file)?(?:\/.*)?|metrics|related|supplementary|suppinfo|download|view|xml|reader|issuetoc|pdf\/.*)$/
const TAIL_ENDING =
  /\.(?:full(?:-text|\.pdf)?|abstract|short|long|pdf|html?|xml|epub|figures-only|supplementary-material|article-info|article-metrics|e-letters)(?:\+html)?$/
/** What someone looks for is not what they have found. */
const SEARCHED =
  /^(?:q|query|search|searchtext|s|term|terms|text|kw|keywords?|cites|refererurl|referer)$/i
const OPENRXIV = /^10\.(?:1101|64898)\//
const OXFORD = /^10\.1093\//

/** The DOI that an address carries in its path or in a parameter, or that its publisher makes of it, in lower case. */
export function doiOfUrl(address: string): string | undefined {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  const inPath = doiIn(url.pathname.replace(/;jsessionid=.*$/i, ''))
  if (inPath !== undefined) return isResolver(url) ? inPath : withoutTail(inPath)
  for (const [name, value] of url.searchParams) {
    const doi = value.length < 500 && !SEARCHED.test(name) ? doiIn(value) : undefined
    if (doi !== undefined) return withoutTail(doi)
  }
  return doiOfSite(url)
}

function isResolver(url: URL): boolean {
  return /(?:^|[.-])doi[.-]org(?:$|\.)/.test(url.hostname)
}

function withoutTail(doi: string): string {
  let text = doi
  for (;;) {
    const shorter = text.replace(TAIL_PART, '').replace(TAIL_ENDING, '').replace(/\/+$/, '')
    if (shorter === text) return ofPublisher(text)
    text = shorter
  }
}

/** Version tails of preprints and the number that Oxford's articles add. */
function ofPublisher(doi: string): string {
  if (OPENRXIV.test(doi)) return doi.replace(/v\d+$/, '')
  if (OXFORD.test(doi)) return doi.replace(/\/\d{4,}$/, '')
  return doi
}
