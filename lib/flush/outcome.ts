import type { PauseReason } from './verdict.ts'

/**
 * Why a flush ended. drained: nothing left to send, but for what waits for a person · waiting: try again after `delayMs` · busy:
 * another context is flushing · paused: somebody must act first · stopped.
 */
export type FlushOutcome =
  | { kind: 'drained' }
  | { kind: 'waiting'; reason: string; delayMs: number }
  | { kind: 'busy' }
  | { kind: 'paused'; reason: PauseReason }
  | { kind: 'stopped' }
