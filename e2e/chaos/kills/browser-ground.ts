import { delay } from '../../../lib/kit/delay.ts'
import type { ChromiumBrowser } from '../../chromium.ts'
import { openChromium } from '../../deeprecall.ts'
import { type Backend, startBackend } from '../backend.ts'
import { openTab, type Tab } from '../browser/tab.ts'
import { violations, writeViolations } from '../oracle.ts'
import { type FaultProxy, startProxy } from '../proxy.ts'
import { settled } from './device-ground.ts'

/** The extension in a real Chromium, the network, the server and its Postgres. */
export interface BrowserGround {
  backend: Backend
  proxy: FaultProxy
  /** Others may be put in the place of these two. */
  browser: ChromiumBrowser
  tab: Tab
  /** What the caller was told is kept: the titles that a work may have. */
  promised: Map<string, string[]>
  /** Saves works and notes them as promised; answers their ids. */
  create(titles: string[]): Promise<string[]>
  /** How many changes of these rows, or with these ids, stand so in the queue. */
  standing(status: string, ids: readonly string[]): Promise<number>
  /** Stops the background, again if something has awakened it meanwhile. */
  stopBackground(): Promise<void>
  /** Tries at once, waits until all is written, and answers what is wrong even so. */
  written(): Promise<string[]>
  close(): Promise<string[]>
}

export const QUEUE = 'DeepRecallWriteBuffer'

export async function openBrowserGround(profileDir?: string): Promise<BrowserGround> {
  const backend = await startBackend()
  const proxy = await startProxy(backend.server.port)
  const browser = await openChromium(profileDir === undefined ? {} : { profileDir })
  const tab = await openTab(browser)
  await tab.call('open', await backend.binding(proxy.url))
  const promised = new Map<string, string[]>()
  const report = async () => ({ ...(await ground.tab.call('report')), promised: [...promised] })
  const ground: BrowserGround = {
    backend,
    proxy,
    browser,
    tab,
    promised,
    create: async (titles) => {
      const ids = await ground.tab.call('create', titles)
      for (const [i, id] of ids.entries()) promised.set(id, [titles[i] ?? ''])
      return ids
    },
    standing: async (status, ids) => {
      const all = await ground.tab.call('statuses')
      const those = all.filter(({ id, row }) => ids.includes(id) || ids.includes(row))
      return those.filter((one) => one.status === status).length
    },
    stopBackground: () => stopForGood(ground.browser),
    written: async () => {
      await ground.tab.call('flush')
      return settled(async () => writeViolations(backend, [await report()]))
    },
    close: async () => {
      const wrong = await settled(async () => violations(backend, [await report()]))
      await ground.browser.close()
      await proxy.close()
      await backend.close()
      return wrong
    },
  }
  return ground
}

async function stopForGood({ background }: ChromiumBrowser): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const stopped = await Promise.race([background.stop().then(() => true), delay(2_000)])
    if (stopped && !(await background.alive())) return
  }
  throw new Error('The background does not stop')
}
