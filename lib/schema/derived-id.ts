import { v5 } from 'uuid'

/** Made once, for this library format; every derived id hangs on it, so it never changes. */
const NAMESPACE = '9c597c08-a989-46b9-b3a8-78aa17fa0708'

/** The id of a thing that is told by its parts: the same on every device (data.md, Ids). */
export function derivedId(...parts: readonly string[]): string {
  return v5(parts.join('|').toWellFormed(), NAMESPACE)
}
