import * as z from 'zod/mini'
import type { Key } from '../view/keys.ts'
import type { ViewRim } from '../view/view.ts'
import { type BiDi, evaluateText } from './bidi.ts'

const captured = z.object({ data: z.string() })

/** What a view can do over BiDi in one browsing context; `ends` says how it is closed. */
export function firefoxRim(
  send: BiDi,
  context: string,
  ends: Pick<ViewRim, 'close' | 'closed'>,
): ViewRim {
  // A click or a key may close the very page that it went to; that is its effect, not a failure.
  const perform = (source: object) =>
    send('input.performActions', { context, actions: [source] }).catch(async (error) => {
      if (!(await ends.closed())) throw error
    })
  const typeKeys = async (values: readonly string[]) => {
    const actions = values.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await perform({ type: 'key', id: 'keyboard', actions })
  }
  return {
    run: (expression) => evaluateText(send, context, expression),
    clickAt: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    type: (text) => typeKeys([...text]),
    press: (key) => typeKeys([KEYS[key]]),
    capture: async () =>
      captured.parse(await send('browsingContext.captureScreenshot', { context })).data,
    ...ends,
  }
}

/** WebDriver's private-use characters. */
const KEYS: Readonly<Record<Key, string>> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
}
