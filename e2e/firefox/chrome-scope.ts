import * as z from 'zod/mini'
import { asExpression } from '../view/create-view.ts'
import { type BiDi, evaluateText } from './bidi.ts'

/** Runs an expression with the rights of Firefox's own window (`--remote-allow-system-access`). */
export type ChromeScope = <T>(expression: string) => Promise<T>

const tree = z.object({ contexts: z.array(z.object({ context: z.string() })) })

/** Opens the scope of the browser's first window. */
export async function chromeScope(send: BiDi): Promise<ChromeScope> {
  const { contexts } = tree.parse(await send('browsingContext.getTree', { 'moz:scope': 'chrome' }))
  const context = contexts[0]?.context
  if (!context) throw new Error('Firefox shows no window of its own')
  return async <T>(expression: string) => {
    const json = await evaluateText(send, context, asExpression(expression))
    // The expressions are ours, beside their types.
    return (json === undefined ? undefined : JSON.parse(json)) as T
  }
}

/** The toolbar button of an extension, as an expression; `action.default_area` must be `navbar`. */
export function toolbarButton(geckoId: string): string {
  const id = `${geckoId.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}-browser-action`
  return `document.getElementById('${id}').querySelector('.unified-extensions-item-action-button')`
}

/** The extension inside Firefox, as an expression. */
export function extension(geckoId: string): string {
  return `WebExtensionPolicy.getByID('${geckoId}').extension`
}
