import { Shape, ShapeStream, type ShapeStreamInterface } from '@electric-sql/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Owner, type PinnedShapes, startPinnedShapes } from './testing/pinned-shapes.ts'

let shapes: PinnedShapes
beforeAll(async () => {
  shapes = await startPinnedShapes()
})
afterAll(() => shapes.close())

interface Titled {
  [column: string]: string
  title: string
}

/** The works of a token's owner, kept by the unmodified client. */
function follow(url: string, { token }: Owner, signal: AbortSignal, wishes = {}) {
  const stream = new ShapeStream<Titled>({
    url,
    params: { table: 'works', ...wishes },
    headers: { Authorization: `Bearer ${token}` },
    warnOnHttp: false,
    signal,
  })
  // The client's class and its interface differ only under exactOptionalPropertyTypes.
  const shape = new Shape(stream as ShapeStreamInterface<Titled>)
  return { shape, titles: () => shape.currentRows.map((row) => row.title).sort() }
}

it.each(['engineUrl', 'electricUrl'] as const)(
  "F8 gives each owner their own live rows and nobody else's, whatever they ask for (%s)",
  async (behind) => {
    const [mine, theirs] = [
      await shapes.owner(`me ${behind}`),
      await shapes.owner(`them ${behind}`),
    ]
    const reading = new AbortController()
    await shapes.addWork(mine, 'mine')
    await shapes.addWork(theirs, 'theirs')
    const wishes = { where: 'true', columns: 'id,clock', 'params[1]': theirs.id }
    const me = follow(shapes[behind], mine, reading.signal, wishes)
    const them = follow(shapes[behind], theirs, reading.signal)
    await Promise.all([me.shape.rows, them.shape.rows])
    expect([me.titles(), them.titles()]).toEqual([['mine'], ['theirs']])
    await shapes.addWork(theirs, 'theirs too')
    const id = await shapes.addWork(mine, 'mine too')
    await expect.poll(me.titles).toEqual(['mine', 'mine too'])
    await expect.poll(them.titles).toEqual(['theirs', 'theirs too'])
    const { pool } = shapes.database
    await pool.query('UPDATE works SET deleted_at = now() WHERE id = $1', [id])
    await expect.poll(me.titles).toEqual(['mine'])
    await pool.query('UPDATE works SET deleted_at = NULL WHERE id = $1', [id])
    await expect.poll(me.titles).toEqual(['mine', 'mine too'])
    expect(me.shape.currentRows[0]).not.toHaveProperty('clock')
    reading.abort()
  },
)
