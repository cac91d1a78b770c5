import type { Draft, ListItem } from './draft.ts'
import type { Heard } from './finding.ts'
import { bounded } from './limits.ts'
import { readList } from './list/read-list.ts'
import { merge } from './merge.ts'
import { openPage, type Page } from './page.ts'
import { originalPlace } from './place.ts'
import { readAll } from './readers.ts'
import { isWalled } from './walled.ts'

/** The work that a page is, as a draft that passes the `draft` schema. `url` is the page's own, http or https. */
export function readDraft(document: Document, url: string): Draft {
  const here = new URL(url)
  const page = openPage(document, originalPlace(here))
  const all = readAll(page)
  // Behind a wall nothing on the page is of the work; only its address is.
  const walled = isWalled(page, all)
  const heard = walled ? all.filter(({ reader }) => reader === 'address') : all
  const items = walled ? [] : listed(page, heard)
  if (items.length === 0) return bounded(merge(heard, here))
  // What a list shows beside its works (a citation line, a label) is of one of them, or of all.
  return bounded({ ...merge(heard.filter(isOfPage), here), items })
}

function isOfPage({ reader }: Heard): boolean {
  return !/^(?:citation|labels|bibtex)$/.test(reader)
}

/** A page that breaks the reading of lists is still a page. */
function listed(page: Page, heard: readonly Heard[]): ListItem[] {
  try {
    return readList(page, heard)
  } catch {
    return [] // pages can clobber the DOM's own names; that must not cost the record
  }
}
