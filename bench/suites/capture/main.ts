import { readDraft } from '../../../lib/capture/read-draft.ts'

/** Reads the page that this script was put into; the answer is how long that took, in milliseconds. */
function readPage(): number {
  const begun = performance.now()
  readDraft(document, location.href)
  return performance.now() - begun
}

Object.assign(globalThis, { readPage })
