import { isShown } from '../furniture.ts'
import type { Page } from '../page.ts'
import { shownBy } from '../readers/elsewhere.ts'
import type { Entry } from './entry.ts'
import { fills } from './fills.ts'
import { addressesIn } from './laid-out.ts'
import { isReference, titleIn } from './reference.ts'

const LINES = 'li,dd,p,td,.csl-entry,.bibitem'
const MAX_LINES = 5_000
const FEWEST = 3
/** How many of the lines beside one another must be references. */
const MOST = 0.6

/** The works of a bibliography that is written out, line by line, with or without links. */
export function readCited(page: Page, saysList: boolean): Entry[] {
  const lines = page.all(LINES, MAX_LINES).filter((line) => line.querySelector(LINES) === null)
  const groups = Map.groupBy(lines, (line) => line.parentElement)
  const lists = [...groups.values()].flatMap((group) => referencesOf(group))
  const pieces = lists.map(({ line }) => line)
  if (pieces.length < FEWEST || !fills(pieces, page, saysList)) return []
  return lists.map(({ entry }) => entry)
}

function referencesOf(group: readonly Element[]): { line: Element; entry: Entry }[] {
  if (group.length < FEWEST) return []
  const references = group.filter((line) => isReference(shownBy(line)))
  if (references.length < FEWEST || references.length < group.length * MOST) return []
  return references.filter(isShown).flatMap((line) => {
    const title = titleOf(line)
    const [link, ...beside] = addressesIn(line)
    return title === undefined ? [] : [{ line, entry: { title, link, beside } }]
  })
}

/** A link that reads as a title, else what quotes or the year before it show, else what stands in italics or bold. */
function titleOf(line: Element): string | undefined {
  const marked = [...line.querySelectorAll('a[href],b,strong,cite,em,i')].slice(0, 20)
  const [link] = marked
    .filter((mark) => mark.tagName === 'A')
    .map(shownBy)
    .filter(reads)
  if (link !== undefined) return link
  return titleIn(shownBy(line)) ?? marked.map(shownBy).find(reads)
}

function reads(text: string): boolean {
  return (
    text.length > 12 && text.split(' ', 4).length > 2 && !/^(?:https?:|doi|10\.|www\.)/i.test(text)
  )
}
