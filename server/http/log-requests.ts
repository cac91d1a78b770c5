import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'

/** One line a request, of its path and its answer; the query and the bodies are the person's own. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now()
    const { method, path } = request
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedMs)
      const level = response.statusCode >= 500 ? 'warn' : 'debug'
      log[level]({ method, path, status: response.statusCode, ms }, 'request')
    })
    next()
  }
}
