import type { CDPSession } from 'playwright-core'

/** Whatever understands DevTools commands: a session of Playwright's, or an attached target. */
export type Wire = Pick<CDPSession, 'send'>

interface Answer {
  id?: number
  result?: unknown
  error?: { message: string }
}

/** Speaks to a target that Playwright doesn't list, such as a popup; fails once the target is gone. */
export async function attach(browser: CDPSession, targetId: string): Promise<Wire> {
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const hear = (event: { sessionId: string; message: string }) => {
    if (event.sessionId === sessionId) settle(waiting, JSON.parse(event.message))
  }
  const leave = (event: { sessionId: string }) => {
    if (event.sessionId !== sessionId) return
    browser.off('Target.receivedMessageFromTarget', hear)
    browser.off('Target.detachedFromTarget', leave)
    for (const answer of waiting.values()) answer.reject(new Error('The page has been closed'))
  }
  browser.on('Target.receivedMessageFromTarget', hear)
  browser.on('Target.detachedFromTarget', leave)

  let lastId = 0
  const send = async (method: string, params: object = {}) => {
    const id = ++lastId
    const answer = Promise.withResolvers<unknown>()
    // When sending itself fails nobody waits for the answer any more.
    answer.promise.catch(() => {})
    waiting.set(id, answer)
    const message = JSON.stringify({ id, method, params })
    await browser.send('Target.sendMessageToTarget', { sessionId, message })
    return answer.promise
  }
  // Playwright types each command's parameters and answer; the wire below carries them as they are.
  return { send: send as CDPSession['send'] }
}

function settle(waiting: Map<number, PromiseWithResolvers<unknown>>, answer: Answer): void {
  const asked = waiting.get(answer.id ?? 0)
  if (!asked) return
  waiting.delete(answer.id ?? 0)
  if (answer.error) asked.reject(new Error(answer.error.message))
  else asked.resolve(answer.result)
}
