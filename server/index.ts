import { runMain } from './cli/run-main.ts'
import { askedToStop, untilAsked } from './cli/until-asked.ts'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { startServer } from './start-server.ts'

// The server as it runs in production: configured by the environment, logging to stdout.
await runMain(async () => {
  const asked = askedToStop()
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const server = await startServer(config, log)
  log.info({ url: server.url }, 'listening')
  await untilAsked(asked, server).finally(() => {
    log.info('stopping')
    return server.stop()
  })
})
