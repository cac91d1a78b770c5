import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { waitUntil } from '../wait.ts'
import { clickablePoint, selectFocused } from './in-page.ts'
import type { Code, View, ViewRim } from './view.ts'

/** Builds a view on what one browser can do. */
export function createView(rim: ViewRim): View {
  const evaluate = async <T, A>(code: Code<T, A>, argument?: A): Promise<T> => {
    const json = await rim.run(asExpression(code, argument))
    // The caller knows what its code gives; undefined is what JSON has no word for.
    return (json === undefined ? undefined : JSON.parse(json)) as T
  }
  const text = () => evaluate(() => document.body?.innerText ?? '')
  const click = async (selector: string, label = '') => {
    const what = `something to click at ${selector}${label && ` "${label}"`}`
    const find = () => evaluate(clickablePoint, { selector, label })
    const { x, y } = await waitUntil(find, { what })
    await rim.clickAt(x, y)
  }
  return {
    evaluate,
    text,
    click,
    waitFor: async (code, argument) => {
      // what it is (an element, say) may be nothing that JSON can carry; that it is, can be told
      const holds = `(async () => Boolean(await (${callOf(code, argument)})))()`
      await waitUntil(() => evaluate(holds), { what: String(code) })
    },
    waitForText: (wanted) => waitForText(text, wanted),
    fill: async (selector, value) => {
      await click(selector)
      await waitUntil(() => evaluate(selectFocused), { what: `the focus in ${selector}` })
      await (value ? rim.type(value) : rim.press('Backspace'))
    },
    type: rim.type,
    press: rim.press,
    screenshot: async (path) => savePng(path, await rim.capture()),
    close: rim.close,
    closed: rim.closed,
  }
}

async function waitForText(read: () => Promise<string>, wanted: string): Promise<void> {
  let shown = ''
  const sees = async () => {
    shown = await read()
    return shown.includes(wanted)
  }
  await waitUntil(sees, { what: `the text "${wanted}"` }).catch((error: Error) => {
    throw new Error(`${error.message}; the page shows: ${shown.slice(0, 500)}`, { cause: error })
  })
}

async function savePng(path: string, base64: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, base64, 'base64')
  return path
}

/**
 * One expression whose value is a promise of JSON text.
 * The loaders of tests wrap inner functions in `__name(…)`, which no page has, so it brings its own.
 */
export function asExpression<T, A>(code: Code<T, A>, argument?: A): string {
  return `(async (__name) => JSON.stringify(await (${callOf(code, argument)})))((named) => named)`
}

function callOf<T, A>(code: Code<T, A>, argument?: A): string {
  return typeof code === 'string' ? code : `(${code})(${JSON.stringify(argument)})`
}
