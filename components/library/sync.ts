/** How far the library is in step with the server, as people see it. */
export type LibrarySync =
  | { kind: 'local' }
  | { kind: 'synced' }
  | { kind: 'syncing'; count: number }
  | { kind: 'offline'; count: number }
  | { kind: 'attention'; count: number }
  /** The server knows this device no more: it must be connected again. */
  | { kind: 'signedOut' }
  | { kind: 'standing'; why: Standing; count: number }

/** Why nothing is sent until the server, or this extension, is another one; or the disk has room. */
export type Standing = 'disk_full' | 'forbidden' | 'server_too_old' | 'client_too_old'
