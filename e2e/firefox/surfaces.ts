import { createView } from '../view/create-view.ts'
import type { View, ViewRim } from '../view/view.ts'
import { waitUntil } from '../wait.ts'
import type { BiDi } from './bidi.ts'
import { type ChromeScope, extension } from './chrome-scope.ts'
import { firefoxRim } from './rim.ts'

export type Surface = 'popup' | 'sidebar' | 'background'

/** Firefox's own register of what BiDi may speak to, as an expression. */
const REGISTER = `ChromeUtils.importESModule(
  'chrome://remote/content/shared/NavigableManager.sys.mjs').NavigableManager`

/**
 * WebDriver BiDi reaches tabs only. This gives it the browser element of an extension's view:
 * the register is asked for the element of an id, and from now on it also knows ours.
 */
const adopt = (geckoId: string, kind: Surface) => `(() => {
  const register = ${REGISTER}
  const shown = ({ viewType, xulBrowser }) => viewType === '${kind}' &&
    xulBrowser?.browsingContext?.currentWindowGlobal && xulBrowser.closest('panel')?.state !== 'closed'
  const browser = [...${extension(geckoId)}.views].find(shown)?.xulBrowser
  if (!browser) return
  if (!register.adopted) {
    const find = register.getBrowserById
    register.adopted = new Map()
    register.getBrowserById = (id) => register.adopted.get(id) ?? find.call(register, id)
  }
  browser.permanentKey ??= {}
  const id = register.getIdForBrowser(browser)
  register.adopted.set(id, browser)
  return id
})()`

/** The BiDi context of a popup, sidebar or event page, once there is one. */
export function surfaceContext(chrome: ChromeScope, geckoId: string, kind: Surface) {
  const find = () => chrome<string | undefined>(adopt(geckoId, kind))
  return waitUntil(find, { what: `the ${kind} of ${geckoId}` })
}

/** A view of the real popup or sidebar. */
export async function surfaceView(
  send: BiDi,
  chrome: ChromeScope,
  geckoId: string,
  kind: 'popup' | 'sidebar',
): Promise<View> {
  const context = await surfaceContext(chrome, geckoId, kind)
  return createView(firefoxRim(send, context, ends(chrome, context, kind)))
}

function ends(chrome: ChromeScope, context: string, kind: 'popup' | 'sidebar') {
  const found = `${REGISTER}.adopted.get('${context}')`
  const hide =
    kind === 'popup' ? `${found}.closest('panel')?.hidePopup()` : 'SidebarController.hide()'
  const closed = () =>
    chrome<boolean>(`!${found}?.browsingContext?.currentWindowGlobal ||
      ${found}.closest('panel')?.state === 'closed'`)
  const close = async () => {
    await chrome(hide)
    await waitUntil(closed, { what: `the ${kind} to close` })
  }
  return { close, closed } satisfies Pick<ViewRim, 'close' | 'closed'>
}
