/** A place in Postgres' write-ahead log, as the 64-bit number that it is. */
export type Lsn = bigint

/** `16/B3F70` → the number; both halves are hexadecimal. */
export function parseLsn(text: string): Lsn {
  const [high, low] = text.split('/')
  if (!high || !low) throw new Error(`not an LSN: ${text}`)
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

/** The number → `16/B3F70`, as Postgres writes it. */
export function lsnText(lsn: Lsn): string {
  const half = (part: bigint) => part.toString(16).toUpperCase()
  return `${half(lsn >> 32n)}/${half(lsn & 0xffffffffn)}`
}
