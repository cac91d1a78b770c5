import { browser } from './browser.ts'
import { type ClickedTab, clickedTab } from './capture-tab.ts'

const POPUP = '/popup.html'

/**
 * Calls back for each click on the toolbar button and shows the popup.
 * The button has no popup of its own, or the browser would tell the popup of the click and not the
 * background, and a popup that is closed early would take the save with it.
 */
export function onToolbarClick(callback: (tab: ClickedTab) => void): void {
  browser.action.onClicked.addListener((tab) => {
    const clicked = clickedTab(tab)
    if (!clicked) return
    showPopup(clicked)
    callback(clicked)
  })
}

/** Must run within the click, before any await: Firefox opens popups for a person's gesture only. */
function showPopup({ id: tabId, windowId }: ClickedTab): void {
  void browser.action.setPopup({ tabId, popup: POPUP.slice(1) })
  openPopup(windowId)
    .catch(() => {
      // closed before it was drawn, or another one is open: the work is saved all the same
    })
    .finally(() => browser.action.setPopup({ tabId, popup: '' }))
    .catch(() => {
      // the tab is gone, and its popup with it
    })
}

/** Firefox for Android has no openPopup: there the popup is a page like any other. */
async function openPopup(windowId: number): Promise<void> {
  if ('openPopup' in browser.action) await browser.action.openPopup({ windowId })
  else await browser.tabs.create({ url: browser.runtime.getURL(POPUP) })
}

/** Writes a few characters on the button; an empty text takes them away. */
export async function setBadge(text: string, title: string): Promise<void> {
  await browser.action.setBadgeText({ text })
  await browser.action.setTitle({ title })
}
