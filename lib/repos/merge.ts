import { enqueue } from './write.ts'

/**
 * Takes a work out of the one that the server has merged it into: both are there again, each with what
 * it had, and stay two. What was edited since stays with the other one.
 */
export async function unmergeWork(loserId: string): Promise<void> {
  const payload = { id: loserId, deleted_at: null, merged_into: null }
  await enqueue([{ table: 'works', op: 'update', payload }])
}
