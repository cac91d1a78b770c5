import { activeTab, type ClickedTab } from '../../lib/browser/capture-tab.ts'
import { ask } from '../../lib/browser/messages.ts'
import type { Saved } from '../../lib/repos/save.ts'

/** The tab that the popup is about, and what became of the click there. */
export interface Opened {
  tab: ClickedTab | null
  saved: Saved
}

/** Asks for both. Never rejects: a failure is an answer too. */
export async function opened(): Promise<Opened> {
  const tab = await activeTab()
  return { tab, saved: await whatBecameOf(tab, false) }
}

/** What became of the click in a tab; with `again`, the page is saved now. */
export async function whatBecameOf(tab: ClickedTab | null, again: boolean): Promise<Saved> {
  if (!tab) return { kind: 'failed', reason: 'there is no page here' }
  return ask('savedInTab', { tabId: tab.id, again }).catch(
    (error: unknown): Saved => ({
      kind: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }),
  )
}
