/** Raised by `enqueue` when the disk is full. Nothing was queued; all that was queued before is there. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError'
  constructor(cause?: unknown) {
    super('There is no room left to save this. Free some disk space, then save again.', { cause })
  }
}

/**
 * Raised when the browser fails to write, or to open what it has, and does not say why: mostly a disk
 * that is full or broken. Nothing was queued; all that was queued before is there.
 */
export class StorageBrokenError extends Error {
  override readonly name = 'StorageBrokenError'
  constructor(cause: unknown) {
    super(
      'The browser could not write this to its disk; what was saved before is kept. Free some disk space or restart the browser, then save again.',
      { cause },
    )
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
  'VersionError',
])

/** What a transaction or an opening ends with when the disk fails under it; or with nothing at all. */
const BROKEN = new Set(['UnknownError', 'AbortError'])

/** Whether an error, or what caused it, says that the disk is full. */
export function isQuotaError(error: unknown): boolean {
  return causes(error).some(({ name }) => name === 'QuotaExceededError')
}

/** Whether nothing can be written now, for want of room or because the disk fails; it passes by itself, or with a restart. */
export function isStorageFailure(error: unknown): boolean {
  return (
    error instanceof StorageFullError || error instanceof StorageBrokenError || isQuotaError(error)
  )
}

/** An opening failure in words for people; any other error as it is. */
export function named(error: unknown): unknown {
  const chain = causes(error)
  const newer = chain.find((one) => one instanceof NewerQueueError)
  if (newer) return newer
  if (isBroken(error)) return new StorageBrokenError(error)
  return chain.some(({ name }) => UNAVAILABLE.has(name)) ? new QueueUnavailableError(error) : error
}

/** Whatever a database of ours has failed with, in words for people; any other error as it is. */
export function inWords(error: unknown): unknown {
  return isQuotaError(error) ? new StorageFullError(error) : named(error)
}

/** A transaction's failure in words for people where the disk is to blame; any other error as it is. */
export function blamed(error: unknown): unknown {
  return isBroken(error) ? new StorageBrokenError(error) : error
}

/** Chromium says UnknownError of a disk that fails, or gives no error at all. */
function isBroken(error: unknown): boolean {
  if (isQuotaError(error)) return false
  return !(error instanceof Error) || causes(error).some(({ name }) => BROKEN.has(name))
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
