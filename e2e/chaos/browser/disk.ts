import { execFile, execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { waitUntil } from '../../wait.ts'

const run = promisify(execFile)

/** Where a browser keeps its profile; the power may fail at any moment. */
export interface Disk {
  dir: string
  /**
   * `power`: a file system of its own, so that a cut takes what was not yet on the platter ·
   * `process`: a plain folder where this user may mount nothing; then only processes can be killed.
   */
  kind: 'power' | 'process'
  /** Remembers what is on the platter at this moment, whatever is still on its way there. */
  cut(): Promise<void>
  /** Goes back to the moment of the cut, as the machine would that starts again. Nobody may use it. */
  restart(): Promise<void>
  /** Fills it to the last byte; answers how to make room again. */
  fill(): Promise<() => Promise<void>>
  /** Brings everything to the platter. */
  sync(): Promise<void>
  remove(): Promise<void>
}

const SIZE = '512M'

export async function makeDisk(): Promise<Disk> {
  const home = await mkdtemp(join(tmpdir(), 'deeprecall-disk-'))
  const dir = join(home, 'mounted')
  await mkdir(dir)
  // Postgres' own user must pass through
  await chmod(home, 0o711)
  const [image, kept] = [join(home, 'image'), join(home, 'kept')]
  try {
    await run('truncate', ['-s', SIZE, image])
    await run('mkfs.ext4', ['-q', image])
    await mount(image, dir)
  } catch {
    // without the right to mount there is no power to cut
    return plainFolder(home, dir)
  }
  const abandon = () => abandonDisk(home, dir)
  process.once('exit', abandon)
  return {
    dir,
    kind: 'power',
    cut: async () => void (await run('cp', ['--sparse=always', image, kept])),
    restart: async () => {
      await unmount(dir)
      await run('mv', [kept, image])
      await mount(image, dir)
    },
    fill: () => fill(dir),
    sync: async () => void (await run('sync', ['-f', dir])),
    remove: async () => {
      process.off('exit', abandon)
      await unmount(dir)
      await rm(home, { recursive: true, force: true })
    },
  }
}

function plainFolder(home: string, dir: string): Disk {
  const nothing = async () => {}
  const fill = () => Promise.reject(new Error('A folder that others share is not filled'))
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  return { dir, kind: 'process', cut: nothing, restart: nothing, fill, sync: nothing, remove }
}

async function fill(dir: string): Promise<() => Promise<void>> {
  const filler = join(dir, 'filler')
  // it ends with an error, when nothing more goes in
  await run('sh', ['-c', `cat /dev/zero > ${filler}`]).catch(() => {})
  return () => rm(filler, { force: true })
}

async function mount(image: string, dir: string): Promise<void> {
  await run('mount', ['-o', 'loop', image, dir])
}

/** For a run that ends in the middle: the mount goes as soon as nobody is left in it. */
function abandonDisk(home: string, dir: string): void {
  execFileSync('sh', ['-c', `umount -l ${dir} && rm -r ${home}`])
}

/** A browser's last helper may take a moment to be gone. */
async function unmount(dir: string): Promise<void> {
  await waitUntil(() => run('umount', [dir]), { what: `${dir} to be free`, everyMs: 50 })
}
