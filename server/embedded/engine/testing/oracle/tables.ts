import type { Pool } from 'pg'
import { PUBLICATION } from '../bare-engine.ts'

/** `notes` has its owner in the primary key, as our tables do; in `pages` a row may change hands. */
export const TABLES = ['notes', 'pages'] as const
export type OracleTable = (typeof TABLES)[number]

export const OWNERS = [
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a01',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a02',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a03',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a04',
] as const

const COLUMNS = `owner_id uuid NOT NULL, id int NOT NULL, note text, "Big text" text,
  flag bool NOT NULL DEFAULT false, deleted_at timestamptz(3)`

/** Makes both tables with some rows, and the publication. */
export async function makeTables(pool: Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE notes (${COLUMNS}, PRIMARY KEY (owner_id, id));
    CREATE TABLE pages (${COLUMNS}, PRIMARY KEY (id));
    ALTER TABLE notes REPLICA IDENTITY FULL;
    ALTER TABLE pages REPLICA IDENTITY FULL;
    CREATE PUBLICATION ${PUBLICATION} FOR TABLE notes, pages`)
  for (const table of TABLES) {
    await pool.query(
      `INSERT INTO ${table} (owner_id, id, note, "Big text")
       SELECT ($1::uuid[])[1 + n % 4], n, 'first/' || n, CASE WHEN n % 7 = 0 THEN repeat(md5(n::text), 300) END
       FROM generate_series(1, 200) n`,
      [OWNERS],
    )
  }
}
