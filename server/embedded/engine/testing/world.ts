import type { Pool } from 'pg'
import { createDatabase } from '../../../testing/database.ts'
import type { EngineSettings } from '../settings.ts'
import { type BareEngine, PUBLICATION, startBareEngine } from './bare-engine.ts'

/** A database and an engine for one test file. */
export interface World {
  pool: Pool
  engine: BareEngine
  /** The address of the shapes. */
  url: string
  /** Makes a published table of its own for one test; gives its name. */
  makeTable(columns: string): Promise<string>
  close(): Promise<void>
}

export async function startWorld(settings: Partial<EngineSettings> = {}): Promise<World> {
  const database = await createDatabase({ migrated: false })
  const { pool } = database
  await pool.query(`CREATE PUBLICATION ${PUBLICATION}`)
  const engine = await startBareEngine(database.url, settings)
  let tables = 0
  return {
    pool,
    engine,
    url: engine.url,
    makeTable: async (columns) => {
      const name = `t${++tables}`
      await pool.query(`
        CREATE TABLE ${name} (${columns});
        ALTER TABLE ${name} REPLICA IDENTITY FULL;
        ALTER PUBLICATION ${PUBLICATION} ADD TABLE ${name}`)
      return name
    },
    close: async () => {
      await engine.close()
      await database.drop()
    },
  }
}
