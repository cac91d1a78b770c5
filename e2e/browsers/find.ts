import { existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, firefox } from 'playwright-core'

export type BrowserName = 'chromium' | 'firefox'

interface Kind {
  variable: string
  /** Names on the PATH. Branded Chrome is not among them: it ignores --load-extension. */
  names: readonly string[]
  places: readonly string[]
  /** Where Playwright would have put its own, or nothing on a system that it doesn't know. */
  playwright: () => string | undefined
  debianPackage: string
}

export const BROWSERS: Readonly<Record<BrowserName, Kind>> = {
  chromium: {
    variable: 'CHROME_PATH',
    names: ['chromium', 'chromium-browser'],
    places: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
    playwright: () => chromium.executablePath(),
    debianPackage: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    playwright: () => firefox.executablePath(),
    debianPackage: 'firefox-esr',
  },
}

/** The browser's program: from CHROME_PATH or FIREFOX_PATH, the system, Playwright's cache. */
export function findBrowser(name: BrowserName, env = process.env): string | undefined {
  const kind = BROWSERS[name]
  const chosen = env[kind.variable]
  if (chosen) return existsSync(chosen) ? chosen : undefined
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = kind.names.flatMap((each) => folders.map((folder) => join(folder, each)))
  return [...onPath, ...kind.places].find(existsSync) ?? newestRevision(kind.playwright() ?? '')
}

/** The browser's program, or an error that says what to install. */
export function browserPath(name: BrowserName): string {
  const path = findBrowser(name)
  if (!path) throw new Error(missingSentence(name))
  return path
}

/** What to do about a browser that isn't there, in one sentence. */
export function missingSentence(name: BrowserName, env = process.env): string {
  const { variable, debianPackage } = BROWSERS[name]
  if (env[variable]) return `${variable} names ${env[variable]}, and there is nothing there.`
  return `The browser tests need ${name}: install it (on Debian: apt-get install ${debianPackage}) or set ${variable} to its program.`
}

/** The newest revision that is there, given the path of one that may not be: any will do. */
export function newestRevision(expected: string): string | undefined {
  const pattern = expected
    .replace(/(chromium|firefox)-\d+/, '$1-*')
    .replace(/-linux(64)?(?=[\\/])/, '-linux*')
  const byNumber = new Intl.Collator('en', { numeric: true })
  return globSync(pattern).sort(byNumber.compare).at(-1)
}
