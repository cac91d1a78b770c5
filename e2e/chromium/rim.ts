import type { Key } from '../view/keys.ts'
import type { ViewRim } from '../view/view.ts'
import type { Wire } from './attach.ts'

/** What a view can do over DevTools; `ends` says how it is closed. */
export function chromiumRim(wire: Wire, ends: Pick<ViewRim, 'close' | 'closed'>): ViewRim {
  return {
    run: (expression) => run(wire, expression),
    clickAt: async (x, y) => {
      const at = { x, y, button: 'left', clickCount: 1 } as const
      await wire.send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' })
      await toleratingTheEnd(
        ends,
        wire.send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' }),
      )
    },
    type: async (text) => {
      await wire.send('Input.insertText', { text })
    },
    press: async (key) => {
      const { text, ...at } = { key, code: key, ...KEYS[key] }
      const down = text ? ({ type: 'keyDown', text } as const) : ({ type: 'rawKeyDown' } as const)
      await wire.send('Input.dispatchKeyEvent', { ...at, ...down })
      await toleratingTheEnd(ends, wire.send('Input.dispatchKeyEvent', { ...at, type: 'keyUp' }))
    },
    capture: async () => (await wire.send('Page.captureScreenshot', { format: 'png' })).data,
    ...ends,
  }
}

async function run(wire: Wire, expression: string): Promise<string | undefined> {
  const { result, exceptionDetails } = await wire.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  }
  return result.value
}

/** A click or a key may close the very page that it went to; that is its effect, not a failure. */
async function toleratingTheEnd(ends: Pick<ViewRim, 'closed'>, sent: Promise<unknown>) {
  await sent.catch(async (error) => {
    if (!(await ends.closed())) throw error
  })
}

const KEYS: Readonly<Record<Key, { windowsVirtualKeyCode: number; key?: string; text?: string }>> =
  {
    Enter: { windowsVirtualKeyCode: 13, text: '\r' },
    Escape: { windowsVirtualKeyCode: 27 },
    Tab: { windowsVirtualKeyCode: 9 },
    Backspace: { windowsVirtualKeyCode: 8 },
    Delete: { windowsVirtualKeyCode: 46 },
    Space: { windowsVirtualKeyCode: 32, key: ' ', text: ' ' },
    ArrowLeft: { windowsVirtualKeyCode: 37 },
    ArrowUp: { windowsVirtualKeyCode: 38 },
    ArrowRight: { windowsVirtualKeyCode: 39 },
    ArrowDown: { windowsVirtualKeyCode: 40 },
    Home: { windowsVirtualKeyCode: 36 },
    End: { windowsVirtualKeyCode: 35 },
  }
