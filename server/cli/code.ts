import { createCode } from '../auth/pairing-codes.ts'
import { onLibrary } from './library.ts'
import { runMain } from './run-main.ts'

// npm run -s code [-- --user NAME]: prints a one-time code that connects a device, for ten minutes.
await runMain(() =>
  onLibrary(process.argv.slice(2), async (pool, owner) => {
    console.log((await createCode(pool, owner.id, Date.now())).code)
  }),
)
