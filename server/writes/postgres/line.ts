import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'

/**
 * One connection, down which statements go one behind the other. Where the connection is pipelined
 * none waits for the answer to the one before: in a transaction that has failed the rest fails too.
 */
export class Line {
  readonly #client: PoolClient
  #sent: Promise<unknown> = Promise.resolve()

  constructor(client: PoolClient) {
    this.#client = client
  }

  /** Sends a statement and waits for its answer. Of all that was sent, what failed first is thrown. */
  async ask<R extends QueryResultRow>(query: string | QueryConfig): Promise<QueryResult<R>> {
    const answer = this.#send<R>(query)
    answer.catch(() => undefined) // it is waited for last
    await this.#sent
    return answer
  }

  /** Sends a statement and goes on; where it fails, `failed` says what the next who waits is told. */
  post<R extends QueryResultRow>(
    query: string | QueryConfig,
    told: (answer: QueryResult<R>) => void = () => undefined,
    failed: (error: unknown) => unknown = (error) => error,
  ): void {
    const answer = this.#send<R>(query).then(told, (error) => Promise.reject(failed(error)))
    answer.catch(() => undefined) // whoever waits next is told
    const before = this.#sent
    this.#sent = before.then(() => answer)
    this.#sent.catch(() => undefined) // whoever waits next is told
  }

  /** Lets what has failed be: it was told, and is taken back. */
  forgive(): void {
    this.#sent = Promise.resolve()
  }

  #send<R extends QueryResultRow>(query: string | QueryConfig): Promise<QueryResult<R>> {
    if (this.#client.pipeline) return this.#client.query<R>(query)
    return this.#sent.then(() => this.#client.query<R>(query))
  }
}
