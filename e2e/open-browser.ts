import { resolve } from 'node:path'
import { CannotStart } from '../server/cannot-start.ts'
import { openChromium, openLibraryTab } from './deeprecall.ts'
import { servePages } from './pages.ts'
import { connect } from './product.ts'
import { LIBRARY, paperPage } from './sample-library.ts'

/** The browser that `npm start -- --open` opens keeps its library over restarts here. */
const PROFILE = resolve('.cache/browser')

/**
 * Opens a browser for a person to play with: the extension connected to their own library, a sample
 * paper to click on, and the library beside it. Resolves to what closes it.
 */
export async function openBrowser(about: {
  serverUrl: string
  newCode: () => Promise<string>
}): Promise<() => Promise<void>> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new CannotStart('npm start -- --open needs a display to open the browser on.')
  }
  const paths = LIBRARY.map((paper, i) => [`/${i}.html`, paperPage(paper)])
  const pages = await servePages(Object.fromEntries(paths))
  const browser = await openChromium({ headed: true, profileDir: PROFILE })
  await connect(browser, { url: about.serverUrl, code: about.newCode })
  await openLibraryTab(browser)
  await browser.openPage(`${pages.url}/0.html`)
  return async () => {
    await browser.close()
    await pages.close()
  }
}
