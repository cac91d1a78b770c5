import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { CannotStart } from '../../cannot-start.ts'
import type { Account } from './account.ts'

/** Starts a program; a program that can't be started is an error value here, never an event nobody hears. */
export async function spawnChecked(
  file: string,
  args: string[],
  options: SpawnOptions,
): Promise<ChildProcess> {
  const child = spawn(file, args, options)
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw new CannotStart(`${file} could not be started: ${reason(error)}.`)
  }
  return child
}

/** Runs a program to its end; a failure carries the last thing it said. */
export async function runToEnd(
  file: string,
  args: string[],
  account: Account | undefined,
): Promise<void> {
  const stdio: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'] }
  const child = await spawnChecked(file, args, { ...stdio, ...account, env: cleanEnv() })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  const [status] = await once(child, 'close')
  if (status !== 0) throw new CannotStart(`${file} failed: ${lastLine(said)}`)
}

/** The environment without the PG… variables, which would change what Postgres' programs do. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
