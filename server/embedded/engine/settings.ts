const MIB = 1024 * 1024

/** What the engine waits for, and how much it holds. */
export interface EngineSettings {
  /** How long a live request is held; half of it for an offset ahead of the log. Electric: 20 s. */
  longPollMs: number
  /** How large an answer gets before the rest comes with the next one. Electric: 10 MiB. */
  chunkBytes: number
  /** How large a shape's log gets before the shape is made anew. */
  logBytes: number
  /** How large all logs together get before the largest goes. */
  allLogBytes: number
  /** How large a transaction may be for its changes to be followed one by one. */
  transactionBytes: number
  /** How much of the stream may wait to be applied before no more is read. */
  queueBytes: number
  /** How long a shape stays that nobody asks for. */
  idleMs: number
  /** How often is looked for such shapes. */
  idleCheckMs: number
}

export const DEFAULT_SETTINGS: EngineSettings = {
  longPollMs: 20_000,
  chunkBytes: 10 * MIB,
  logBytes: 8 * MIB,
  allLogBytes: 64 * MIB,
  transactionBytes: 32 * MIB,
  queueBytes: 32 * MIB,
  idleMs: 6 * 60 * 60 * 1000,
  idleCheckMs: 60_000,
}
