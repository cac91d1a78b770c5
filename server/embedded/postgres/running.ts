import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface Process {
  parent: number
  command: string
}

/**
 * Who holds a cluster. `started`: a Postgres whose starter lives · `orphan`: one whose starter is
 * gone, nobody will ever stop it · `stranger`: the number in `postmaster.pid` is another program's.
 */
export type Holder =
  | { kind: 'nobody' }
  | { kind: 'started'; pid: number; starter: number }
  | { kind: 'orphan'; pid: number }
  | { kind: 'stranger' }

/** What a postmaster's command line says of its starter. */
export function starterMark(pid: number): string {
  return `cluster_name=deeprecall-${pid};`
}

/** `postmaster.pid` may be left from a crash, and its number anyone's by now: the process is asked. */
export async function holderOf(cluster: string): Promise<Holder> {
  const pid = await pidIn(join(cluster, 'postmaster.pid'))
  const found = pid === undefined ? undefined : await processOf(pid)
  if (pid === undefined || found === undefined) return { kind: 'nobody' }
  if (!found.command.includes(cluster)) return { kind: 'stranger' }
  const starterLives = found.command.includes(starterMark(found.parent))
  return starterLives ? { kind: 'started', pid, starter: found.parent } : { kind: 'orphan', pid }
}

async function pidIn(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const pid = Number.parseInt(text, 10)
  return pid > 0 ? pid : undefined
}

async function processOf(pid: number): Promise<Process | undefined> {
  try {
    if (process.platform === 'linux') return await readProc(pid)
    const { stdout } = await run('ps', ['-o', 'ppid=,command=', '-p', String(pid)])
    return { parent: Number.parseInt(stdout, 10), command: stdout }
  } catch {
    // Gone, or a system without ps: Postgres' own check of postmaster.pid decides then.
    return undefined
  }
}

async function readProc(pid: number): Promise<Process> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
  return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command }
}
