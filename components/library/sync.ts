/** How far the library is in step with the server, as people see it. */
export type LibrarySync =
  | { kind: 'local' }
  | { kind: 'synced' }
  | { kind: 'syncing'; count: number }
  | { kind: 'offline'; count: number }
  | { kind: 'attention'; count: number }
  /** The server knows this device no more: it must be connected again. */
  | { kind: 'signedOut' }
