import type { Draft } from './draft.ts'
import type { Heard } from './finding.ts'
import { bounded } from './limits.ts'
import { merge } from './merge.ts'
import { openPage } from './page.ts'
import { readAll } from './readers.ts'
import { isWall } from './wall.ts'

/** The work that a page is, as a draft that passes the `draft` schema. `url` is the page's own, http or https. */
export function readDraft(document: Document, url: string): Draft {
  const here = new URL(url)
  return bounded(merge(withoutWall(readAll(openPage(document, here))), here))
}

/** Behind a wall nothing on the page is of the work; only its address is. */
function withoutWall(heard: Heard[]): Heard[] {
  const titles = heard.filter((finding): finding is Heard<'title'> => finding.field === 'title')
  const walled = titles.some(({ value }) => isWall(value)) && !titles.some(({ sure }) => sure >= 70)
  return walled ? heard.filter(({ reader }) => reader === 'address') : heard
}
