import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { Line } from './line.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  await database.pool.query('CREATE TABLE notes (n int PRIMARY KEY)')
})

afterAll(() => database.drop())

describe.each([true, false])('a line down a connection that is pipelined: %s', (pipeline) => {
  async function withLine(run: (line: Line) => Promise<void>): Promise<void> {
    const pool = new pg.Pool({ connectionString: database.url, pipeline })
    const client = await pool.connect()
    try {
      await run(new Line(client))
    } finally {
      client.release()
      await pool.end()
    }
  }

  it('carries statements in the order in which they were sent', () =>
    withLine(async (line) => {
      line.post('BEGIN')
      line.post({ text: 'INSERT INTO notes VALUES ($1)', values: [1] })
      const { rows } = await line.ask<{ n: number }>('SELECT n FROM notes')
      expect(rows).toEqual([{ n: 1 }])
      await line.ask('ROLLBACK')
    }))

  it('tells who asks of what failed first, in the words of whoever sent it', () =>
    withLine(async (line) => {
      const refused = new Error('refused')
      line.post('BEGIN')
      line.post(
        'SELECT 1 / 0',
        () => undefined,
        () => refused,
      )
      line.post('SELECT 2')
      await expect(line.ask('SELECT 3')).rejects.toBe(refused)
      line.forgive()
      expect((await line.ask('ROLLBACK')).command).toBe('ROLLBACK')
    }))
})
