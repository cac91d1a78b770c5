import { browser } from './browser.ts'

/** A tab as far as the click grants it. */
export interface ClickedTab {
  id: number
  windowId: number
  title: string
  url: string
}

/** Where the build puts entrypoints/capture.content. */
const CAPTURE_SCRIPT = '/content-scripts/capture.js'

/** How long a page may take to be read before its title and address must do, in milliseconds. */
const READ_TIMEOUT_MS = 5_000

/**
 * Runs the capture script in a tab and answers what it returned, or null where the browser lets
 * nobody in: its own pages, stores, some PDF viewers. What comes back is the page's word, not ours.
 */
export async function captureTab(tabId: number): Promise<unknown> {
  const tooLate = new Promise<null>((resolve) => setTimeout(resolve, READ_TIMEOUT_MS, null))
  return Promise.race([runScript(tabId), tooLate])
}

async function runScript(tabId: number): Promise<unknown> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId },
      files: [CAPTURE_SCRIPT],
    })
    return injected?.result ?? null
  } catch {
    // browsers word this refusal differently on each kind of page; all of them mean "not here"
    return null
  }
}

/** The tab that a person is looking at. */
export async function activeTab(): Promise<ClickedTab | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab ? clickedTab(tab) : null
}

/** The tab of this id, or null where it is gone. */
export async function tabById(tabId: number): Promise<ClickedTab | null> {
  try {
    return clickedTab(await browser.tabs.get(tabId))
  } catch {
    // the tab was closed in the meantime
    return null
  }
}

/** The parts of a browser's tab that we use. */
export function clickedTab(tab: {
  id?: number | undefined
  windowId?: number | undefined
  title?: string | undefined
  url?: string | undefined
}): ClickedTab | null {
  if (tab.id === undefined || tab.windowId === undefined) return null
  return { id: tab.id, windowId: tab.windowId, title: tab.title ?? '', url: tab.url ?? '' }
}
