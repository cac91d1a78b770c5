/** Raised by `enqueue` when the disk is full. Nothing was queued; all that was queued before is there. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError'
  constructor(cause: unknown) {
    super('There is no room left to save this. Free some disk space, then save again.', { cause })
  }
}

/** Raised when the browser does not let the queue be opened. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError'
  constructor(cause: unknown) {
    super(
      'The browser does not let this extension store anything. Leave private browsing, or restart the browser.',
      { cause },
    )
  }
}

/** Raised when a newer version of the extension has written the queue. */
export class NewerQueueError extends Error {
  override readonly name = 'NewerQueueError'
  constructor() {
    super('A newer version of this extension has written here. Reload this page, or update.')
  }
}

const UNAVAILABLE = new Set([
  'InvalidStateError',
  'MissingAPIError',
  'OpenFailedError',
  'SecurityError',
  'UnknownError',
  'VersionError',
])

/** Whether an error, or what caused it, says that the disk is full. */
export function isQuotaError(error: unknown): boolean {
  return causes(error).some(({ name }) => name === 'QuotaExceededError')
}

/** An opening failure in words for people; any other error as it is. */
export function named(error: unknown): unknown {
  const chain = causes(error)
  const newer = chain.find((one) => one instanceof NewerQueueError)
  if (newer) return newer
  return chain.some(({ name }) => UNAVAILABLE.has(name)) ? new QueueUnavailableError(error) : error
}

/** An error and what it was made from: Dexie keeps that in `inner`. */
function causes(error: unknown): Error[] {
  const chain: Error[] = []
  let next = error
  while (next instanceof Error && !chain.includes(next)) {
    chain.push(next)
    next = 'inner' in next ? next.inner : next.cause
  }
  return chain
}
