import { readDraft } from '../../../lib/capture/read-draft.ts'

/** Reads the page that this script was put into, so often; how long each time took, in milliseconds. */
function readPage(times: number): number[] {
  return Array.from({ length: times }, () => {
    const begun = performance.now()
    readDraft(document, location.href)
    return performance.now() - begun
  })
}

Object.assign(globalThis, { readPage })
