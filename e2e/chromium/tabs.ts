import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { waitUntil } from '../wait.ts'

/** Opens tabs and knows the tab target of each, which a toolbar click needs and Playwright hides. */
export function tabs(context: BrowserContext, browser: CDPSession) {
  const targetOf = new WeakMap<Page, string>()
  const blankTabs = async () => {
    const { targetInfos } = await browser.send('Target.getTargets', { filter: [{ type: 'tab' }] })
    return targetInfos.filter(({ url }) => url === 'about:blank').map(({ targetId }) => targetId)
  }
  return {
    async open(url: string): Promise<Page> {
      const before = new Set(await blankTabs())
      const page = await context.newPage()
      // The extension may open a tab of its own just now, which won't stay blank.
      const only = async () => {
        const added = (await blankTabs()).filter((id) => !before.has(id))
        return added.length === 1 ? added[0] : undefined
      }
      targetOf.set(page, await waitUntil(only, { what: 'the target of a new tab' }))
      await page.goto(url)
      return page
    },
    targetOf(page: Page): string {
      const targetId = targetOf.get(page)
      if (!targetId) throw new Error('Only pages opened by openPage have a toolbar to click')
      return targetId
    },
  }
}
