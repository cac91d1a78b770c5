import { OWN_AUTHORS } from './decide-authors.ts'
import type { Finding, Heard, ReaderName } from './finding.ts'
import type { Page } from './page.ts'
import { readAddress } from './readers/address.ts'
import { readByline } from './readers/byline.ts'
import { readDublinCore } from './readers/dublin-core.ts'
import { readHighwire } from './readers/highwire.ts'
import { readJsonLd } from './readers/json-ld.ts'
import { readOpenGraph } from './readers/open-graph.ts'
import { readPage } from './readers/page.ts'
import { readPrism } from './readers/prism.ts'
import { readVisible } from './readers/visible.ts'

/** Every reader, one a standard. A new one is a file under `readers/` and a line here. */
const READERS: [ReaderName, (page: Page) => Finding[]][] = [
  ['highwire', readHighwire],
  ['json-ld', readJsonLd],
  ['prism', readPrism],
  ['dublin-core', readDublinCore],
  ['open-graph', readOpenGraph],
  ['page', readPage],
  ['visible', readVisible],
  ['address', (page) => readAddress(page.url)],
]

/** What all readers find on a page. A reader that a page breaks is silent; the others still speak. */
export function readAll(page: Page): Heard[] {
  const heard = READERS.flatMap(([reader, read]) => heardFrom(reader, () => read(page)))
  return heard.some(settlesAuthors)
    ? heard
    : [...heard, ...heardFrom('visible', () => readByline(page))]
}

/** Whether nothing that a byline says would be taken any more; looking for one takes the whole page. */
function settlesAuthors(finding: Heard): boolean {
  const { field, value, sure } = finding
  return field === 'authors' && sure >= OWN_AUTHORS && value.length > 0
}

function heardFrom(reader: ReaderName, read: () => Finding[]): Heard[] {
  try {
    return read().map((finding) => ({ ...finding, reader }))
  } catch {
    return [] // pages can clobber the DOM's own names (`<img name="querySelector">`); that must not cost the record
  }
}
