import type { Code, View } from './view/view.ts'

export interface LaunchOptions {
  /** The unpacked extension, with its manifest. */
  extensionDir: string
  /** A profile to open again; by default a new one that is removed at the end. */
  profileDir?: string
  colorScheme?: 'light' | 'dark'
  /** Of tabs; default 1280 × 800. */
  viewport?: { width: number; height: number }
  /** For a person to look at; needs a display. */
  headed?: boolean
}

/** The service worker of Chromium, the event page of Firefox. */
export interface Background {
  /** Runs there, waking it first where it sleeps. */
  evaluate<T, A = undefined>(code: Code<T, A>, argument?: A): Promise<T>
  /** Stops it as the browser would, and returns when it is gone. */
  stop(): Promise<void>
  alive(): Promise<boolean>
}

/** A real browser with the extension in it, the same to a test whichever browser it is. */
export interface ExtensionBrowser<Page> {
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  origin: string
  openPage(url: string): Promise<Page>
  /** Opens a page of the extension in a tab: `/options.html`. */
  openExtensionPage(path: string): Promise<Page>
  viewOf(page: Page): Promise<View>
  /** A real click on the toolbar button, which grants activeTab; gives the moment it was sent (ms since 1970). */
  clickToolbar(page: Page): Promise<number>
  /** The popup, as soon as the browser has it. */
  popup(): Promise<View>
  /** The side panel or sidebar that is open; opening it takes a click on something that does so. */
  sidePanel(): Promise<View>
  background: Background
  /** Closes it in peace; its profile can be launched again. */
  close(): Promise<void>
  /** Kills it with SIGKILL, as a crash or a power cut would. */
  kill(): Promise<void>
}
