import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Account } from './account.ts'

interface Folder {
  uid: number
  gid: number
  mode: number
}

/** Whether an account may enter a folder and every folder above it. */
export async function mayReach(folder: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true
  if (!mayEnter(await stat(folder), account)) return false
  const above = dirname(folder)
  return above === folder || mayReach(above, account)
}

/** The plain Unix rule: the owner's bit, else the group's, else everybody's. */
export function mayEnter(folder: Folder, account: Account): boolean {
  const bit = folder.uid === account.uid ? 0o100 : folder.gid === account.gid ? 0o010 : 0o001
  return (folder.mode & bit) !== 0
}
