const EPOCH = 1n << 32n
const HALF_EPOCH = 1n << 31n

/** Which transactions a snapshot of the database sees; ids have 64 bits (pg_snapshot). */
export interface Visibility {
  /** All before it had ended. */
  xmin: bigint
  /** None from it on had ended. */
  xmax: bigint
  /** Those between that were running. */
  running: readonly bigint[]
}

/** `pg_current_snapshot()` as Postgres prints it: `xmin:xmax:running,running`. */
export function parseVisibility(text: string): Visibility {
  const [xmin, xmax, running] = text.split(':')
  if (!xmin || !xmax || running === undefined) throw new Error(`not a snapshot: ${text}`)
  const ids = running === '' ? [] : running.split(',').map(BigInt)
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), running: ids }
}

/** Whether the snapshot sees a transaction, whose id the stream gives with its lower 32 bits only. */
export function sees(snapshot: Visibility, xid: number): boolean {
  const full = widen(xid, snapshot.xmax)
  if (full < snapshot.xmin) return true
  return full < snapshot.xmax && !snapshot.running.includes(full)
}

/** The 64-bit id nearest to `near` that ends in these 32 bits: no two live ids are 2^31 apart. */
function widen(xid: number, near: bigint): bigint {
  const full = (near & ~(EPOCH - 1n)) | BigInt(xid)
  if (full - near >= HALF_EPOCH) return full - EPOCH
  return near - full > HALF_EPOCH ? full + EPOCH : full
}
