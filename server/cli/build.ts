import { fileURLToPath } from 'node:url'
import { buildExtension } from './build-extension.ts'
import { runMain } from './run-main.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

// npm run build: the extension for each browser, where the last build is of other sources.
await runMain(() => buildExtension(ROOT, (browser) => console.log(`building for ${browser}`)))
