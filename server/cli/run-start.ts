import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ME, ownerNamed } from '../auth/owner-named.ts'
import { createCode } from '../auth/pairing-codes.ts'
import { CannotStart } from '../cannot-start.ts'
import { readConfig } from '../config.ts'
import { type Server, startServer } from '../start-server.ts'
import { type Browser, buildExtension } from './build-extension.ts'
import { codeRow, dim, sentenceLog, welcome } from './screen.ts'
import { askedToStop, untilAsked } from './until-asked.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Opens a browser on a running server with the extension connected; resolves to what closes it. */
export type OpenBrowser = (about: {
  serverUrl: string
  newCode: () => Promise<string>
}) => Promise<() => Promise<void>>

/** `npm start`: starts the server, builds the extension, and tells a person how to go on. */
export async function runStart(args: string[], openBrowser?: OpenBrowser): Promise<void> {
  const open = readOptions(args, openBrowser !== undefined)
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'warn' })
  const asked = askedToStop()
  const server = await startServer(config, sentenceLog(config.logLevel))
  try {
    await buildExtension(ROOT, tellBuild, asked)
    const newCode = await codeMaker(server)
    const stopTalking = await talk(server.url, newCode)
    const close = open ? await openBrowser?.({ serverUrl: server.url, newCode }) : undefined
    await untilAsked(asked, server)
    say(dim('  Stopping …'))
    stopTalking()
    await close?.()
  } catch (error) {
    // What was under way when somebody pressed Ctrl-C may fail.
    if (!asked.aborted) throw error
  } finally {
    await server.stop()
  }
}

function tellBuild(browser: Browser): void {
  say(dim(`  Building the extension for ${browser} …`))
}

/** Says what there is, and then another code at each Enter, until the returned function is called. */
async function talk(url: string, newCode: () => Promise<string>): Promise<() => void> {
  const keyboard = process.stdin.isTTY === true
  say(welcome({ url, code: await newCode(), root: ROOT, keyboard }))
  const lines = createInterface({ input: process.stdin })
  const noCode = () => say(dim('  No code right now: the database does not answer.'))
  lines.on('line', () => newCode().then((code) => say(codeRow(code)), noCode))
  return () => lines.close()
}

async function codeMaker({ pool }: Server): Promise<() => Promise<string>> {
  const me = await ownerNamed(pool, ME)
  return async () => (await createCode(pool, me.id, Date.now())).code
}

function readOptions(args: string[], canOpen: boolean): boolean {
  try {
    const options = canOpen ? ({ open: { type: 'boolean' } } as const) : {}
    return Object.hasOwn(parseArgs({ args, options }).values, 'open')
  } catch {
    // Node's words about unknown options name its own functions; ours say what there is.
    throw new CannotStart(`npm start takes ${canOpen ? 'only -- --open' : 'no options'}.`)
  }
}

function say(text: string): void {
  console.log(text)
}
