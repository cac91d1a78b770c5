/** The engine can't answer now, and the same request is worth repeating: 503 with Retry-After. */
export class Unavailable extends Error {
  override name = 'Unavailable'
  readonly retryAfterS: number

  constructor(message: string, retryAfterS: number) {
    super(message)
    this.retryAfterS = retryAfterS
  }
}
