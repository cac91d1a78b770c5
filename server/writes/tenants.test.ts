import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asOwner } from '../testing/as-owner.ts'
import { change, insert, remove, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let mine: Library
let theirs: Library

beforeAll(async () => {
  mine = await openLibrary()
  theirs = await mine.another()
})

afterAll(() => mine.database.drop())

it('F63 nobody reads or changes a row of somebody else by its id', async () => {
  const id = randomUUID()
  await mine.apply([insert({ id, title: 'Mine', notes: 'secret' })])
  const before = await mine.row(id)
  for (const attack of [
    update({ id, title: 'Theirs' }),
    update({ id, deleted_at: null }),
    update({ id, title: 'Theirs', owner_id: mine.ownerId }),
    remove(id),
    change('insert', { table: 'assets', payload: { id: randomUUID(), work_id: id } }),
  ]) {
    const answer = await theirs.tell(attack)
    expect(JSON.stringify(answer)).not.toMatch(/secret|Mine/)
    expect('code' in answer ? answer.code : answer.outcome).toMatch(/^(DEP_MISSING|noop)$/)
  }
  expect(await mine.row(id)).toEqual(before)
})

it('F63 B-31 the same id makes each owner a row of its own', async () => {
  const id = randomUUID()
  const payload = { id, owner_id: mine.ownerId }
  await mine.apply([insert({ id, title: 'Mine' })])
  const answer = await theirs.tell(insert({ ...payload, title: 'Theirs' }))
  expect(answer).toMatchObject({ outcome: 'applied', rev: 1, row: { owner_id: theirs.ownerId } })
  expect(await mine.row(id)).toMatchObject({ title: 'Mine', rev: 1 })
})

it('F63 ids of changes can be neither probed nor occupied by somebody else', async () => {
  const one = insert({ id: randomUUID(), title: 'Mine' })
  await mine.apply([one])
  const other = { ...insert({ id: randomUUID(), title: 'Theirs' }), id: one.id }
  expect(await theirs.tell(other)).toMatchObject({ outcome: 'applied' })
  expect(await mine.tell(one)).toMatchObject({ outcome: 'duplicate' })
})

it('F63 the second wall: an owner sees and writes its own rows alone, whatever the SQL', async () => {
  await mine.apply([insert({ id: randomUUID(), title: 'Mine' })])
  const { pool } = mine.database
  await asOwner(pool, theirs.ownerId, async (client) => {
    for (const table of ['works', 'assets', 'write_log']) {
      const { rows } = await client.query(`SELECT DISTINCT owner_id FROM ${table}`)
      expect(rows.filter((row) => row.owner_id !== theirs.ownerId)).toEqual([])
    }
    expect((await client.query(`UPDATE works SET title = 'x' WHERE title = 'Mine'`)).rowCount).toBe(
      0,
    )
  })
  const foreign = asOwner(pool, theirs.ownerId, (client) =>
    client.query(
      `INSERT INTO works (owner_id, id, title, rev, lww, created_at, updated_at, server_at)
       VALUES ($1, gen_random_uuid(), 'x', 1, repeat('0', 16), now(), now(), now())`,
      [mine.ownerId],
    ),
  )
  await expect(foreign).rejects.toThrow(/row-level security/)
  for (const sql of ['DELETE FROM works', 'DELETE FROM write_log', 'SELECT * FROM devices']) {
    const forbidden = asOwner(pool, theirs.ownerId, (client) => client.query(sql))
    await expect(forbidden).rejects.toThrow(/permission denied/)
  }
})

it('F63 without an owner the application role sees nothing at all', async () => {
  const client = await mine.database.pool.connect()
  try {
    await client.query('BEGIN; SET LOCAL ROLE deeprecall_app')
    await expect(client.query('SELECT * FROM works')).rejects.toThrow()
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
