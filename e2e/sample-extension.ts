import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserName } from './browsers/find.ts'

export const SAMPLE_GECKO_ID = 'sample@harness.test'

const background = `
const api = globalThis.browser ?? chrome
let clicks = 0
api.action.onClicked.addListener((tab) => {
  clicks += 1
  save(tab.id)
  api.action.setPopup({ tabId: tab.id, popup: 'popup.html' })
  api.action.openPopup().catch(() => {}).then(() => api.action.setPopup({ tabId: tab.id, popup: '' }))
})
async function save(tabId) {
  const target = { tabId }
  const [{ result }] = await api.scripting.executeScript({ target, func: () => document.title })
  await api.storage.local.set({ saved: result })
}
api.runtime.onMessage.addListener((message, sender, reply) => {
  if (message !== 'clicks') return
  reply(clicks)
  return true
})`

const popupScript = `
const api = globalThis.browser ?? chrome
const state = document.querySelector('h1')
const show = async () => {
  const { saved } = await api.storage.local.get('saved')
  state.textContent = saved ? 'Saved: ' + saved : 'Nothing saved'
}
api.storage.onChanged.addListener(show)
show()
let windowId
api.windows?.getCurrent().then((window) => { windowId = window.id })
document.querySelector('button').onclick = () =>
  api.sidebarAction ? api.sidebarAction.open() : api.sidePanel.open({ windowId })
document.querySelector('input').onkeydown = ({ key }) => {
  if (key === 'Enter') state.textContent = 'Noted: ' + document.querySelector('input').value
}`

const popup = `<!doctype html><meta charset="utf-8"><style>
  body { width: 320px; height: 160px; background: light-dark(white, black); color-scheme: light dark }
</style><h1></h1><input value="old"><button>Library</button><script src="popup.js"></script>`

const sidePanel = `<!doctype html><meta charset="utf-8"><title>Library</title><h1>Library</h1>
<button>Press</button><script src="sidepanel.js"></script>`

const sidePanelScript = `document.querySelector('button').onclick = (event) => {
  document.querySelector('h1').textContent = event.isTrusted ? 'Pressed' : 'Faked'
}`

const manifest = {
  manifest_version: 3,
  name: 'Harness sample',
  version: '1',
  permissions: ['activeTab', 'scripting', 'storage'],
  action: { default_title: 'Save', default_area: 'navbar' },
}

const perBrowser = {
  chromium: {
    permissions: [...manifest.permissions, 'sidePanel'],
    background: { service_worker: 'background.js' },
    side_panel: { default_path: 'sidepanel.html' },
  },
  firefox: {
    background: { scripts: ['background.js'] },
    sidebar_action: { default_panel: 'sidepanel.html', open_at_install: false },
    browser_specific_settings: { gecko: { id: SAMPLE_GECKO_ID } },
  },
}

/** Writes a tiny extension that saves the clicked page's title: enough to prove the harness. */
export async function writeSampleExtension(dir: string, browser: BrowserName): Promise<void> {
  const files = {
    'manifest.json': JSON.stringify({ ...manifest, ...perBrowser[browser] }),
    'background.js': background,
    'popup.html': popup,
    'popup.js': popupScript,
    'sidepanel.html': sidePanel,
    'sidepanel.js': sidePanelScript,
  }
  await mkdir(dir, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text)
}
