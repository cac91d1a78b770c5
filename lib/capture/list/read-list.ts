import type { ListItem } from '../draft.ts'
import type { Heard } from '../finding.ts'
import { type Page, textIn } from '../page.ts'
import { readCited } from './cited.ts'
import { readManyCoins } from './coins.ts'
import { type Entry, itemsOf } from './entry.ts'
import { readLaidOut } from './laid-out.ts'
import { readLinked } from './linked.ts'
import { readMarkedUp } from './marked-up.ts'
import { isBibliography, isOneWork, isPostAddress, saysList } from './one-work.ts'
import { readRepeated } from './repeated.ts'

type ReadEntries = (page: Page, saysList: boolean) => Entry[]

/** What a list may be told by, the surest first: a known layout, a standard, what repeats, what is written out. */
const WAYS: readonly ReadEntries[] = [
  readLaidOut,
  readManyCoins,
  readLinked,
  readMarkedUp,
  readRepeated,
  readCited,
]

/** The works of a page that lists several, in its order; none of a page that is one work. */
export function readList(page: Page, heard: readonly Heard[]): ListItem[] {
  const title = textIn(page.first('title'))
  const bibliography = isBibliography(title) || isBibliography(textIn(page.first('h1')))
  if (!bibliography && (isOneWork(heard) || isPostAddress(page.url))) return []
  const base = page.first('base[href]')?.getAttribute('href') ?? ''
  const here = (URL.parse(base, page.url.href) ?? page.url).href
  const listing = bibliography || saysList(page, title)
  for (const read of WAYS) {
    const items = itemsOf(read(page, listing), here)
    if (items.length > 1) return items
  }
  return []
}
