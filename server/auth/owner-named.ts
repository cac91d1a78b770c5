import type { Pool } from 'pg'

export interface Owner {
  id: string
  name: string
}

/** The owner of the library that `npm start` serves. */
export const ME = 'me'

/** The owner of that name, made where there is none yet. */
export async function ownerNamed(pool: Pool, name: string): Promise<Owner> {
  await pool.query('INSERT INTO owners (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [name])
  const { rows } = await pool.query<Owner>('SELECT id, name FROM owners WHERE name = $1', [name])
  const [owner] = rows
  if (owner === undefined) throw new Error('An owner that was just made is there')
  return owner
}
