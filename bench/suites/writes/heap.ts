import type { CDPSession } from 'playwright-core'
import type { ChromiumBrowser } from '../../../e2e/chromium.ts'

const EVERY_MS = 200

/** The JavaScript heap of the extension's service worker, looked at all the time. */
export interface HeapWatch {
  /** What was used at each look. */
  megabytes(): number[]
  stop(): Promise<void>
}

/** Watches through DevTools, as its own memory panel does. */
export async function watchHeap({ context, origin }: ChromiumBrowser): Promise<HeapWatch> {
  const session = await context.browser()?.newBrowserCDPSession()
  if (!session) throw new Error('Playwright gives no browser for this context')
  const sessionId = await attachToWorker(session, origin)
  const seen: number[] = []
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { result }: { result?: { usedSize?: number } } = JSON.parse(message)
    if (result?.usedSize !== undefined) seen.push(result.usedSize / 1e6)
  })
  let id = 0
  const look = () => {
    const message = JSON.stringify({ id: ++id, method: 'Runtime.getHeapUsage' })
    void session.send('Target.sendMessageToTarget', { message, sessionId }).catch(() => undefined)
  }
  const timer = setInterval(look, EVERY_MS)
  return {
    megabytes: () => seen,
    stop: () => {
      clearInterval(timer)
      return session.detach()
    },
  }
}

async function attachToWorker(session: CDPSession, origin: string): Promise<string> {
  const { targetInfos } = await session.send('Target.getTargets')
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`),
  )
  if (!worker) throw new Error('there is no service worker to watch')
  const { targetId } = worker
  return (await session.send('Target.attachToTarget', { targetId, flatten: false })).sessionId
}
