import type { Browser } from 'puppeteer-core'
import * as z from 'zod/mini'

/** Sends a WebDriver BiDi command and gives its result. */
export type BiDi = (method: string, params: object) => Promise<unknown>

const envelope = z.object({ result: z.unknown() })

const evaluated = z.discriminatedUnion('type', [
  z.object({ type: z.literal('success'), result: z.object({ value: z.optional(z.string()) }) }),
  z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
])

/** The connection that Puppeteer itself talks through. */
export function bidi(browser: Browser): BiDi {
  // Puppeteer's BiDi browser has this connection, but leaves it out of its public types.
  const { connection } = browser as unknown as { connection: { send: BiDi } }
  return async (method, params) => envelope.parse(await connection.send(method, params)).result
}

/** Evaluates an expression that gives (a promise of) a text, in one browsing context. */
export async function evaluateText(
  send: BiDi,
  context: string,
  expression: string,
): Promise<string | undefined> {
  const params = { expression, target: { context }, awaitPromise: true }
  const answer = evaluated.parse(await send('script.evaluate', params))
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
  return answer.result.value
}
