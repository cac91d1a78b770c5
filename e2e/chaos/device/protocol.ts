import type { Account } from '../../../lib/buffer/account.ts'
import type { Binding } from '../../../lib/connect/registry.ts'

/** What a device can be asked for: name → what is said and what is answered. */
export interface DeviceProtocol {
  /** Opens the library of this device, which waits for whoever writes. `writes` and `shapes`: where the server is. */
  open: { ask: { binding: Binding; writes: string; shapes: string; rivals: boolean }; answer: null }
  /** Writes so many changes, one after the other, and answers when all are on disk. */
  write: { ask: { count: number }; answer: null }
  /** Writes so many changes a second until it is told 0. */
  load: { ask: { perSecond: number }; answer: null }
  /** Ends everything that runs as a crash would, and starts again on what was on disk. */
  crash: { ask: null; answer: null }
  /** A new token for the same library. */
  signIn: { ask: { token: string }; answer: null }
  /** Tries to send at once, as a panel does that has come online. */
  nudge: { ask: null; answer: null }
  report: { ask: null; answer: DeviceReport }
}

/** How a device is. */
export interface DeviceReport {
  clientId: string
  /** The queue's own books. */
  account: Account
  /** Of them, changes that are not on the server and not refused. */
  waiting: string[]
  parked: { id: string; code: string | undefined; error: string | undefined }[]
  /** Changes that are on the server and not yet in the mirror. */
  unsettled: number
  /** What the writer was told is kept: of each of its works the titles that it may have, null for deleted. */
  promised: [id: string, titles: (string | null)[]][]
  /** Every work as a person sees it here, by id. */
  shown: [id: string, title: string, favorite: boolean, rev: number][]
  paused: string | null
}

export type DeviceAsk = keyof DeviceProtocol
export type Envelope = {
  [N in DeviceAsk]: { n: number; name: N; ask: DeviceProtocol[N]['ask'] }
}[DeviceAsk]
export type Reply = { n: number; answer: unknown } | { n: number; error: string }
