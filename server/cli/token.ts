import { addDevice } from '../auth/devices.ts'
import { onLibrary } from './library.ts'
import { runMain } from './run-main.ts'

// npm run -s token [-- --user NAME]: prints a token for scripts.
await runMain(() =>
  onLibrary(process.argv.slice(2), async (pool, owner) => {
    console.log(await addDevice(pool, owner.id, 'Script'))
  }),
)
