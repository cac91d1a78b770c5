/**
 * What can be wrong with a connection; Toxiproxy's set. `down` refuses connections and ends those
 * there are · `timeout` accepts and never answers · `slicer` cuts what passes into small pieces ·
 * `limit` ends a connection after so many bytes of answer.
 */
export type Toxic =
  | { kind: 'latency'; ms: number; jitterMs: number }
  | { kind: 'down' }
  | { kind: 'bandwidth'; bytesPerSecond: number }
  | { kind: 'slowClose'; ms: number }
  | { kind: 'timeout' }
  | { kind: 'reset'; afterMs: number }
  | { kind: 'slicer'; bytes: number; delayMs: number }
  | { kind: 'limit'; bytes: number }

/** Each toxic as strong as it is to hurt, the worst first. */
export const TOXICS: readonly Toxic[] = [
  { kind: 'timeout' },
  { kind: 'limit', bytes: 200 },
  { kind: 'down' },
  { kind: 'reset', afterMs: 50 },
  { kind: 'latency', ms: 300, jitterMs: 200 },
  { kind: 'bandwidth', bytesPerSecond: 4_000 },
  { kind: 'slicer', bytes: 16, delayMs: 2 },
  { kind: 'slowClose', ms: 2_000 },
]
