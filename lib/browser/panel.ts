import { browser } from './browser.ts'

/** Firefox's name for the side panel; the types are Chrome's. */
interface FirefoxBrowser {
  sidebarAction?: { open(): Promise<void> }
}

/**
 * Shows the library beside the page: Chrome's side panel, Firefox's sidebar, elsewhere a tab.
 * Must be called within a click, before any await.
 */
export function openPanel(windowId: number): Promise<void> {
  const { sidebarAction } = browser as unknown as FirefoxBrowser // asked for at run time only
  if (sidebarAction) return sidebarAction.open()
  if ('sidePanel' in browser) return browser.sidePanel.open({ windowId })
  return openInTab('/sidepanel.html')
}

/** Opens an address, or a page of ours, in a new tab. */
export async function openInTab(url: string): Promise<void> {
  const target = url.startsWith('/') ? browser.runtime.getURL('/') + url.slice(1) : url
  await browser.tabs.create({ url: target })
}
