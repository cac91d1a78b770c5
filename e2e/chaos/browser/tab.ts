import type { Page } from 'playwright-core'
import type { ChromiumBrowser } from '../../chromium.ts'
import { insideScript } from './bundle.ts'
import type { Inside } from './inside.ts'

type Verb = keyof Inside
type Answer<V extends Verb> = Awaited<ReturnType<Inside[V]>>

/** A page of the extension that does what a test asks, with the library's own code. */
export interface Tab {
  page: Page
  call<V extends Verb>(verb: V, ...about: Parameters<Inside[V]> | []): Promise<Answer<V>>
  /** Loads the page again: what it knew is gone. */
  reload(): Promise<void>
  /** Kills its process, which is the whole extension's. */
  crash(): Promise<void>
}

export async function openTab(browser: ChromiumBrowser, path = '/sidepanel.html'): Promise<Tab> {
  const page = await browser.context.newPage()
  await page.goto(new URL(path, `${browser.origin}/`).href)
  const script = await insideScript()
  await page.evaluate(script)
  return {
    page,
    call: (verb, ...[about]) => page.evaluate(callInside, { verb, about }) as never, // typed by `Inside`
    reload: async () => {
      await page.reload()
      await page.evaluate(script)
    },
    crash: async () => {
      const session = await browser.context.newCDPSession(page)
      const crashed = new Promise((resolve) => page.once('crash', resolve))
      // a process that is gone gives no answer
      session.send('Page.crash').catch(() => {})
      await crashed
    },
  }
}

function callInside({ verb, about }: { verb: string; about: unknown }): unknown {
  const { chaos } = globalThis as unknown as { chaos: Record<string, (about: unknown) => unknown> }
  return chaos[verb]?.(about)
}
