import { runMain } from './run-main.ts'
import { type OpenBrowser, runStart } from './run-start.ts'

/** Only who asks for a browser needs what drives one. */
const openBrowser: OpenBrowser = async (about) =>
  (await import('../../e2e/open-browser.ts')).openBrowser(about)

await runMain(() => runStart(process.argv.slice(2), openBrowser))
