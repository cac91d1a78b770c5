import { defineContentScript } from '#imports'
import { readDraft } from '../../lib/capture/read-draft.ts'

/** Injected on a click; its value is the injection's result, in every browser. */
export default defineContentScript({
  registration: 'runtime',
  globalName: true,
  main() {
    return readDraft(document, location.href)
  },
})
