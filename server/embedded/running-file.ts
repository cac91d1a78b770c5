import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const about = z.object({ databaseUrl: z.string(), url: z.string() })

/** How the other commands find a running server: its address, and its database's with the password. */
export type Running = z.infer<typeof about>

/** Writes what only this user may read; resolves to the function that takes it back. */
export async function writeRunning(
  dataDir: string,
  running: Running,
): Promise<() => Promise<void>> {
  const file = pathIn(dataDir)
  await rm(file, { force: true })
  await writeFile(file, JSON.stringify(running), { mode: 0o600 })
  return () => rm(file, { force: true })
}

/** The server that said it runs on a data directory; it may have crashed since. */
export async function readRunning(dataDir: string): Promise<Running | undefined> {
  const text = await readFile(pathIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : about.parse(JSON.parse(text))
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'running.json')
}
