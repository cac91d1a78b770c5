import { defineConfig } from 'wxt'

const firefox = {
  action: { default_area: 'navbar' },
  browser_specific_settings: {
    gecko: {
      id: 'capture@deeprecall.app',
      strict_min_version: '140.0',
      data_collection_permissions: {
        required: ['none'],
        optional: ['websiteContent', 'browsingActivity', 'authenticationInfo'],
      },
    },
    gecko_android: { strict_min_version: '142.0' },
  },
} as const

/** 127: from there on a background may open the popup (action.openPopup). */
const chrome = { minimum_chrome_version: '127', action: {} } as const

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['unlimitedStorage', 'alarms', 'activeTab', 'scripting'],
    content_security_policy: {
      extension_pages: "script-src 'self'; object-src 'none'; base-uri 'none'",
    },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+S' } } },
    ...(browser === 'firefox' ? firefox : chrome),
  }),
  hooks: {
    // The click belongs to the background (lib/browser/action.ts), which opens the popup itself.
    'build:manifestGenerated': (_, manifest) => {
      delete manifest.action?.default_popup
    },
  },
})
