import type { BufferDatabase } from './database.ts'

const CLIENT_ID = 'clientId'

/** The id of this device, made at the first call. Call it inside a transaction that may write `meta`. */
export async function keptClientId(db: BufferDatabase): Promise<string> {
  const kept = await db.meta.get(CLIENT_ID)
  if (kept) return String(kept.value)
  const made = crypto.randomUUID()
  await db.meta.put({ key: CLIENT_ID, value: made })
  return made
}
