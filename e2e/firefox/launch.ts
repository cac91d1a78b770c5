import { existsSync } from 'node:fs'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import type { LaunchOptions } from '../browser.ts'
import { browserPath } from '../browsers/find.ts'
import { waitUntil } from '../wait.ts'

export interface FirefoxOptions extends LaunchOptions {
  /** `browser_specific_settings.gecko.id` of the extension. */
  geckoId: string
}

/** The same in every launch: Firefox finds an extension's storage by it. */
const UUID = '0c9a5b3e-5d1f-4f0e-9a43-7d1e5c2b8f60'

/** Starts Firefox on a profile, with one temporary extension that keeps its storage when it goes. */
export async function launch(
  profileDir: string,
  options: FirefoxOptions,
): Promise<{ browser: Browser; origin: string }> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: browserPath('firefox'),
    headless: !options.headed,
    userDataDir: profileDir,
    args: ['--remote-allow-system-access'],
    defaultViewport: options.headed ? null : (options.viewport ?? { width: 1280, height: 800 }),
    extraPrefsFirefox: preferences(options),
  })
  await browser.installExtension(options.extensionDir)
  return { browser, origin: `moz-extension://${UUID}` }
}

/** Waits until Puppeteer has put back a profile's preferences, which it does behind a closed Firefox. */
export async function settled(profileDir: string): Promise<void> {
  const backups = ['prefs.js.puppeteer', 'user.js.puppeteer'].map((name) => join(profileDir, name))
  await waitUntil(() => !backups.some(existsSync), { what: 'Puppeteer to let go of the profile' })
}

function preferences({ geckoId, colorScheme }: FirefoxOptions) {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: UUID }),
    // A temporary extension is uninstalled when Firefox closes; a real one is not.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'browser.sessionstore.resume_from_crash': false,
    ...(colorScheme && SCHEMES[colorScheme]),
  }
}

const SCHEMES = {
  // Tabs follow the first, popups and the sidebar the second.
  dark: { 'layout.css.prefers-color-scheme.content-override': 0, 'ui.systemUsesDarkTheme': 1 },
  light: { 'layout.css.prefers-color-scheme.content-override': 1, 'ui.systemUsesDarkTheme': 0 },
}
