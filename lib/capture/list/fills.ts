import type { Page } from '../page.ts'
import { shownBy } from '../readers/elsewhere.ts'

const MAX_CODE = 4_000
const lengths = new WeakMap<Page, number>()

/** Whether pieces are what a page is about: half of what it says, or a fifth where it says that it is a list. */
export function fills(pieces: readonly Element[], page: Page, saysList: boolean): boolean {
  const length = pieces.reduce((sum, piece) => sum + shownBy(piece).length, 0)
  return length >= lengthOf(page) * (saysList ? 0.2 : 0.5)
}

/** How long all is that a page says to people, in characters. */
function lengthOf(page: Page): number {
  const known = lengths.get(page)
  if (known !== undefined) return known
  const code = page.all('body script,body style,body noscript,body template', MAX_CODE)
  const hidden = code.reduce((sum, element) => sum + element.textContent.length, 0)
  const body = page.first('body')?.textContent ?? ''
  const spaces = body.match(/\s(?=\s)/g)?.length ?? 0
  const length = body.length - hidden - spaces
  lengths.set(page, length)
  return length
}
