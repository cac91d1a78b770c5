import type { Page } from '../page.ts'
import type { Entry } from './entry.ts'
import { fills } from './fills.ts'
import { addressesIn } from './laid-out.ts'

const MAX_SPANS = 1_000
const MAX_CHARS = 10_000

/** The works of a page that carries several COinS (OpenURL in a span's title), as catalogues and bibliographies do. */
export function readManyCoins(page: Page, saysList: boolean): Entry[] {
  const spans = page.all('span.Z3988[title]', MAX_SPANS)
  const citations = spans.flatMap((span) => citationOf(span) ?? [])
  if (spans.length < 2 || !(saysList || fills(citations, page, saysList))) return []
  return spans.flatMap(entryOf)
}

function entryOf(span: Element): Entry[] {
  const said = new URLSearchParams((span.getAttribute('title') ?? '').slice(0, MAX_CHARS))
  const title = ['rft.atitle', 'rft.title', 'rft.btitle', 'rft.jtitle']
    .map((name) => said.get(name)?.trim())
    .find((text) => text)
  if (!title) return []
  const ids = said.getAll('rft_id').flatMap(addressOf)
  const citation = citationOf(span)
  const links = citation ? addressesIn(citation) : []
  return [{ title, link: links[0] ?? ids[0], beside: [...links, ...ids] }]
}

/** The citation that a span is of: what it stands behind or in, where that holds no other. */
function citationOf(span: Element): Element | undefined {
  const before = span.previousElementSibling
  if (before?.tagName === 'CITE') return before
  const around = span.parentElement
  return around && around.querySelectorAll('span.Z3988').length === 1 ? around : undefined
}

function addressOf(id: string): string[] {
  if (/^https?:/i.test(id)) return [id]
  const [, kind, value = ''] = /^info:(doi|pmid)\/(.+)$/i.exec(id) ?? []
  if (kind === undefined) return []
  return [
    kind.toLowerCase() === 'doi'
      ? `https://doi.org/${value}`
      : `https://pubmed.ncbi.nlm.nih.gov/${value}/`,
  ]
}
