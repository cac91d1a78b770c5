import type { BrowserContext, CDPSession, Worker } from 'playwright-core'
import type { Background } from '../browser.ts'
import { asExpression } from '../view/create-view.ts'
import { waitUntil } from '../wait.ts'

/** The extension's service worker: watched and stopped through DevTools, spoken to through Playwright. */
export async function serviceWorker(
  context: BrowserContext,
  session: CDPSession,
  origin: string,
): Promise<Background> {
  const running = new Map<string, boolean>()
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, scriptURL, runningStatus } of versions) {
      if (scriptURL.startsWith(`${origin}/`)) running.set(versionId, runningStatus !== 'stopped')
    }
  })
  await session.send('ServiceWorker.enable')
  const alive = () => [...running.values()].some(Boolean)
  const find = () => context.serviceWorkers().find((each) => each.url().startsWith(`${origin}/`))
  // A start that is asked for while the extension is still being registered comes to nothing.
  const awaken = async () => {
    if (!alive()) await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` })
    return alive()
  }
  const start = async (): Promise<Worker> => {
    await waitUntil(awaken, { what: 'the service worker to start', everyMs: 200 })
    return waitUntil(find, { what: 'Playwright to see the service worker' })
  }
  // Before its very first run has ended no listener is registered, and a click would be lost.
  await (await start()).evaluate('self.registration.active?.state')
  return {
    evaluate: async (code, argument) => {
      const json = await (await start()).evaluate<string | undefined>(asExpression(code, argument))
      return json === undefined ? json : JSON.parse(json)
    },
    stop: async () => {
      for (const [versionId, runs] of running) {
        if (runs) await session.send('ServiceWorker.stopWorker', { versionId })
      }
      await waitUntil(() => !alive(), { what: 'the service worker to stop' })
    },
    alive: async () => alive(),
  }
}
