import type { Background } from '../browser.ts'
import { asExpression } from '../view/create-view.ts'
import { waitUntil } from '../wait.ts'
import { type BiDi, evaluateText } from './bidi.ts'
import { type ChromeScope, extension } from './chrome-scope.ts'
import { surfaceContext } from './surfaces.ts'

/** The extension's event page, stopped as Firefox itself stops it when it idles. */
export async function eventPage(
  send: BiDi,
  chrome: ChromeScope,
  geckoId: string,
): Promise<Background> {
  const it = extension(geckoId)
  const alive = async () => (await chrome<string>(`${it}.backgroundState`)) === 'running'
  const start = async () => {
    if (!(await alive())) await chrome(`${it}.wakeupBackground().then(() => true)`)
    await waitUntil(alive, { what: 'the event page to start' })
  }
  await waitUntil(alive, { what: 'the event page to start for the first time' })
  return {
    alive,
    evaluate: async (code, argument) => {
      await start()
      const context = await surfaceContext(chrome, geckoId, 'background')
      const json = await evaluateText(send, context, asExpression(code, argument))
      return json === undefined ? json : JSON.parse(json)
    },
    stop: async () => {
      const stopped = async () => (await chrome<string>(`${it}.backgroundState`)) === 'stopped'
      // Without the flag a pending listener is granted one more idle period.
      await chrome(`${it}.terminateBackground({ disableResetIdleForTest: true }).then(() => true)`)
      await waitUntil(stopped, { what: 'the event page to stop' })
    },
  }
}
