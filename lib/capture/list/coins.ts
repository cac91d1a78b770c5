import type { Page } from '../page.ts'
import type { Entry } from './entry.ts'
import { fills } from './fills.ts'
import { addressesIn } from './laid-out.ts'

const MAX_SPANS = 1_000
const MAX_CHARS = 10_000

/** The works of a page that carries several COinS (OpenURL in a span's title), as catalogues and bibliographies do. */
export function readManyCoins(page: Page, saysList: boolean): Entry[] {
  const spans = page.all('span.Z3988[title]', MAX_SPANS)
  const together = Map.groupBy(spans, (span) => span.parentElement)
  const cited = spans.map((span): [Element, Element | undefined] => [
    span,
    citationOf(span, together.get(span.parentElement)?.length === 1),
  ])
  const citations = cited.flatMap(([, citation]) => citation ?? [])
  if (spans.length < 2 || !(saysList || fills(citations, page, saysList))) return []
  return cited.flatMap(([span, citation]) => entryOf(span, citation))
}

function entryOf(span: Element, citation: Element | undefined): Entry[] {
  const said = new URLSearchParams((span.getAttribute('title') ?? '').slice(0, MAX_CHARS))
  const title = ['rft.atitle', 'rft.title', 'rft.btitle', 'rft.jtitle']
    .map((name) => said.get(name)?.trim())
    .find((text) => text)
  if (!title) return []
  const ids = said.getAll('rft_id').flatMap(addressOf)
  const links = citation ? addressesIn(citation) : []
  return [{ title, link: links[0] ?? ids[0], beside: [...links, ...ids] }]
}

/** The citation that a span is of: what it stands behind or in, where that holds no other. */
function citationOf(span: Element, alone: boolean): Element | undefined {
  const before = span.previousElementSibling
  if (before?.tagName === 'CITE') return before
  return alone ? (span.parentElement ?? undefined) : undefined
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
