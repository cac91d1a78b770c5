import type { Connection, PoolClient, Submittable } from 'pg'

/** Eleven bytes that name the format, flags, and the length of an extension (PostgreSQL, COPY). */
const FILE_HEAD_BYTES = 11 + 4 + 4
/** A row's head: how many columns, and the length of the only one. */
const ROW_HEAD_BYTES = 2 + 4
/** In place of the number of columns: no more rows. */
const NO_MORE = -1

/** Takes a row, whose bytes are valid only now; a promise says to wait before more is read. */
export type TakeRow = (row: Buffer) => Promise<void> | undefined

/**
 * Runs `COPY (query) TO STDOUT` for a query with one text column and gives its rows one by one.
 * While the taker asks to wait, nothing more is read from the server.
 */
export function copyRows(client: PoolClient, query: string, take: TakeRow): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = `COPY (${query}) TO STDOUT (FORMAT binary)`
    client.query(new CopyOut(text, take, (error) => (error ? reject(error) : resolve())))
  })
}

/** What pg calls while the copy runs; without a row description, since there are no rows for pg. */
class CopyOut implements Submittable {
  readonly text: string
  readonly take: TakeRow
  readonly finish: (error?: Error) => void
  #first = true
  #failed: Error | undefined

  constructor(text: string, take: TakeRow, finish: (error?: Error) => void) {
    this.text = text
    this.take = take
    this.finish = finish
  }

  submit = (connection: Connection): void => connection.query(this.text)

  handleCopyData({ chunk }: { chunk: Buffer }, connection: Connection): void {
    const rows = this.#first ? chunk.subarray(FILE_HEAD_BYTES) : chunk
    this.#first = false
    if (rows.length < ROW_HEAD_BYTES || rows.readInt16BE(0) === NO_MORE) return
    const busy = this.take(rows.subarray(ROW_HEAD_BYTES))
    if (busy === undefined) return
    connection.stream.pause()
    const goOn = () => connection.stream.resume()
    busy.then(goOn, goOn)
  }

  handleCommandComplete(): void {
    // ReadyForQuery follows, and ends it.
  }

  handleError(error: Error): void {
    if (this.#failed === undefined) this.finish(error)
    this.#failed = error
  }

  handleReadyForQuery(): void {
    if (this.#failed === undefined) this.finish()
  }
}
