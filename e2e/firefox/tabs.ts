import type { Browser, Page } from 'puppeteer-core'
import { createView } from '../view/create-view.ts'
import type { View } from '../view/view.ts'
import type { BiDi } from './bidi.ts'
import { firefoxRim } from './rim.ts'

/** Opens a tab and waits until its document is there. */
export async function openTab(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  // Waiting for any event of the load never ends on pages of an extension; the document tells instead.
  await page.goto(url, { waitUntil: [] })
  await page.waitForFunction(
    "document.readyState === 'complete' && location.href !== 'about:blank'",
  )
  return page
}

/** A view of a tab. */
export function tabView(send: BiDi, page: Page): View {
  // A frame's id is its browsing context; Puppeteer has it without telling the types.
  const { _id: context } = page.mainFrame() as unknown as { _id: string }
  // Puppeteer goes on calling a closed page open; Firefox knows.
  const closed = () => send('browsingContext.getTree', { root: context }).then(no, yes)
  return createView(firefoxRim(send, context, { close: () => page.close(), closed }))
}

const yes = () => true
const no = () => false
