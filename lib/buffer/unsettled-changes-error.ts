/** Raised by `clear()` while changes wait that are nowhere else. */
export class UnsettledChangesError extends Error {
  override readonly name = 'UnsettledChangesError'
  readonly count: number
  constructor(count: number) {
    super(`${count} changes are not on the server yet; pass {confirm: true} to discard them`)
    this.count = count
  }
}
