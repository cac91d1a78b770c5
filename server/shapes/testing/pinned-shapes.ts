import type { RequestListener } from 'node:http'
import express from 'express'
import { addDevice } from '../../auth/devices.ts'
import { ownerNamed } from '../../auth/owner-named.ts'
import { requireOwner } from '../../auth/require-owner.ts'
import { startEngine } from '../../embedded/engine/engine.ts'
import { sendProblems } from '../../http/send-problems.ts'
import { createLog } from '../../log.ts'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { type Served, serve } from '../../testing/serve.ts'
import { electricSource } from '../electric.ts'
import { shapesRoute } from '../route.ts'
import { readerGone, sendAnswer } from '../send.ts'
import type { ShapeSource } from '../source.ts'

export interface Owner {
  id: string
  token: string
}

/** The route for owners on a migrated database, with each of the two kinds of source behind it. */
export interface PinnedShapes {
  database: TestDatabase
  /** The engine behind it. */
  engineUrl: string
  /** Something that is asked as the real Electric is behind it: the engine, over HTTP. */
  electricUrl: string
  owner(name: string): Promise<Owner>
  addWork(owner: Owner, title: string): Promise<string>
  close(): Promise<void>
}

const log = createLog('silent')

export async function startPinnedShapes(): Promise<PinnedShapes> {
  const database = await createDatabase()
  const { pool } = database
  const engine = startEngine({
    databaseUrl: database.url,
    publication: 'deeprecall_publication',
    log,
  })
  const bare = await serve(bareApp(engine))
  const served = [
    await serve(ownersApp(engine, database)),
    await serve(ownersApp(electricSource({ url: bare.url, secret: 's', log }), database)),
    bare,
  ] as const
  await untilServing(bare)
  return {
    database,
    engineUrl: `${served[0].url}/v1/shape`,
    electricUrl: `${served[1].url}/v1/shape`,
    owner: async (name) => {
      const { id } = await ownerNamed(pool, name)
      return { id, token: await addDevice(pool, id, 'test') }
    },
    addWork: (owner, title) => addWork(database, owner, title),
    close: async () => {
      for (const one of served) await one.close()
      await engine.close()
      await database.drop()
    },
  }
}

function ownersApp(source: ShapeSource, { pool }: TestDatabase) {
  const app = express()
  app.use('/v1', requireOwner(pool))
  return app.use(shapesRoute(source, log), sendProblems(log))
}

function bareApp(source: ShapeSource): RequestListener {
  return async (request, response) => {
    const gone = readerGone(response)
    const { searchParams } = new URL(request.url ?? '/', 'http://electric')
    await sendAnswer(response, await source.answer(searchParams, gone), gone)
  }
}

async function untilServing({ url }: Served): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}?table=nobodys_table&offset=-1`)
    await answer.arrayBuffer()
    if (answer.status !== 503) return
  }
}

async function addWork({ pool }: TestDatabase, { id }: Owner, title: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO works (owner_id, id, title, rev, lww, created_at, updated_at, server_at)
     VALUES ($1, gen_random_uuid(), $2, 1, '0123456789abcdef', now(), now(), now()) RETURNING id`,
    [id, title],
  )
  return rows[0]?.id ?? ''
}
