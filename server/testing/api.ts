import { type AppParts, createApp } from '../app.ts'
import { addDevice } from '../auth/devices.ts'
import { ownerNamed } from '../auth/owner-named.ts'
import { createLog } from '../log.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { serve } from './serve.ts'

/** The real app on a real database of its own. */
export interface Api {
  url: string
  database: TestDatabase
  /** A token of the owner of that name, who is made when there is none. */
  tokenOf(name: string): Promise<string>
  /** One request; a body that is no string is sent as JSON. */
  send(method: string, path: string, about?: Request): Promise<Response>
  close(): Promise<void>
}

interface Request {
  token?: string
  body?: unknown
  headers?: Record<string, string>
}

export async function startApi(parts: Partial<AppParts> = {}): Promise<Api> {
  const database = await createDatabase()
  const { pool } = database
  const served = await serve(createApp({ pool, log: createLog('silent'), ...parts }))
  return {
    url: served.url,
    database,
    tokenOf: async (name) => addDevice(pool, (await ownerNamed(pool, name)).id, 'test'),
    send: (method, path, about) => send(served.url + path, method, about ?? {}),
    close: async () => {
      await served.close()
      await database.drop()
    },
  }
}

function send(url: string, method: string, { token, body, headers }: Request): Promise<Response> {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const all = { ...json, ...authorization, ...headers }
  return fetch(url, { method, headers: all, ...(text === undefined ? {} : { body: text }) })
}
