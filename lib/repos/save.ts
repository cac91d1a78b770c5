import { type Draft, draft as draftSchema } from '../capture/draft.ts'
import { fromTab } from '../capture/from-tab.ts'
import { type Work, type WorkInsert, work } from '../schema/work.ts'
import { findSame } from './duplicates.ts'
import { library } from './library.ts'
import { insertRow } from './write.ts'

/** What became of a click. `tabOnly`: the page could not be read, its title and address had to do. */
export type Saved =
  | { kind: 'saved'; work: Work; tabOnly: boolean }
  | { kind: 'already'; work: Work }
  | { kind: 'failed'; reason: string }

/**
 * Saves what a page said of itself, unless the library has it. `captured` is the page's word and
 * checked as such; where it is not usable, the tab's title and address are saved.
 */
export function saveCaptured(
  captured: unknown,
  tab: { title: string; url: string },
): Promise<Saved> {
  return navigator.locks.request(`save:${library().buffer.db.name}`, async () => {
    const read = draftSchema.safeParse(captured)
    const draft = read.success ? read.data : fromTab(tab)
    const known = await findSame(draft)
    if (known) return { kind: 'already', work: known }
    const made = await insertRow(work, workOf(draft))
    return { kind: 'saved', work: made, tabOnly: !read.success }
  })
}

/** A draft as a work: what is no field of a work is kept beside it. */
function workOf({ pdfUrl, siteName, items: _items, ...fields }: Draft): WorkInsert {
  return {
    ...fields,
    accessedAt: new Date().toISOString(),
    metadata: { ...fields.metadata, ...(pdfUrl && { pdfUrl }), ...(siteName && { siteName }) },
  }
}
