import { stat } from 'node:fs/promises'

/** Whether there is anything at a path; fails where that can't be known. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
