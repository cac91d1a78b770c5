import type { Draft, ListItem } from './draft.ts'
import type { Heard } from './finding.ts'
import { bounded } from './limits.ts'
import { readList } from './list/read-list.ts'
import { merge } from './merge.ts'
import { openPage, type Page } from './page.ts'
import { readAll } from './readers.ts'
import { isWall } from './wall.ts'

/** The work that a page is, as a draft that passes the `draft` schema. `url` is the page's own, http or https. */
export function readDraft(document: Document, url: string): Draft {
  const here = new URL(url)
  const page = openPage(document, here)
  const heard = withoutWall(readAll(page))
  const items = listed(page, heard)
  return bounded({ ...merge(heard, here), ...(items.length > 0 && { items }) })
}

/** A page that breaks the reading of lists is still a page. */
function listed(page: Page, heard: readonly Heard[]): ListItem[] {
  try {
    return readList(page, heard)
  } catch {
    return [] // pages can clobber the DOM's own names; that must not cost the record
  }
}

/** Behind a wall nothing on the page is of the work; only its address is. */
function withoutWall(heard: Heard[]): Heard[] {
  const titles = heard.filter((finding): finding is Heard<'title'> => finding.field === 'title')
  const walled = titles.some(({ value }) => isWall(value)) && !titles.some(({ sure }) => sure >= 70)
  return walled ? heard.filter(({ reader }) => reader === 'address') : heard
}
