import type { PauseReason } from './verdict.ts'

/**
 * How a stretch of sending ended. again: look again, a wait may be due · none: nothing can be sent now ·
 * held: what is left waits for a newer server, which is asked again then (epoch ms).
 */
export type Step =
  | { kind: 'again' }
  | { kind: 'paused'; reason: PauseReason }
  | { kind: 'none' }
  | { kind: 'held'; untilMs: number }
