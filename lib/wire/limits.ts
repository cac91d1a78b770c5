import { valueLimits } from '../schema/limits.ts'

/** Every size of the data contract. Bytes are UTF-8, counts are counts. */
export const limits = {
  ...valueLimits,
  changeBytes: 512 * 1024,
  batchBytes: 1024 * 1024,
  batchChanges: 100,
  groupChanges: 50,
  groupBytes: 256 * 1024,
  draftBytes: 512 * 1024,
  listDrafts: 500,
} as const
