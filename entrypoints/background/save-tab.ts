import { type ClickedTab, captureTab, tabById } from '../../lib/browser/capture-tab.ts'
import { inWords } from '../../lib/buffer/storage-errors.ts'
import { type Saved, saveCaptured } from '../../lib/repos/save.ts'

/** What became of the last click in each tab, for the popup that is about to ask. */
const clicks = new Map<number, Promise<Saved>>()

/** Reads the page and saves it; what came of it waits for the popup. */
export function saveTab(tab: ClickedTab, opened: Promise<unknown>): Promise<Saved> {
  const captured = captureTab(tab.id)
  const saved = opened
    .then(() => captured)
    .then((page) => saveCaptured(page, tab).catch(refuse))
    .catch(failure)
  clicks.set(tab.id, saved)
  return saved
}

/**
 * What became of the click in a tab. A popup of which nobody knows a click (the worker was ended in
 * between) is a click as well: saving twice is harmless.
 */
export async function savedInTab(
  { tabId, again }: { tabId: number; again: boolean },
  opened: Promise<unknown>,
): Promise<Saved> {
  const clicked = clicks.get(tabId)
  if (clicked && !again) return clicked
  const tab = await tabById(tabId)
  return tab ? saveTab(tab, opened) : { kind: 'failed', reason: 'the tab was closed' }
}

function refuse(error: unknown): never {
  throw inWords(error)
}

function failure(error: unknown): Saved {
  console.error('the page could not be saved', error)
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
}
