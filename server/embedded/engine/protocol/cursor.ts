/** What Electric counts its cursors from. */
const CURSOR_EPOCH_MS = Date.UTC(2024, 9, 9)
const MAX_JUMP = 3_600

/**
 * The next cursor of a live client: seconds since Electric's epoch, rounded up to the long-poll
 * interval; where the client has that one already, a random later one, so that no cache answers.
 */
export function nextCursor(
  sent: string | undefined,
  nowMs: number,
  longPollMs: number,
  random: () => number = Math.random,
): number {
  const intervalS = Math.max(1, Math.round(longPollMs / 1000))
  const nowS = (nowMs - CURSOR_EPOCH_MS) / 1000
  const cursor = Math.ceil(nowS / intervalS) * intervalS
  const had = sent !== undefined && /^\d{1,15}$/.test(sent) ? Number(sent) : 0
  return cursor > had ? cursor : had + 1 + Math.floor(random() * MAX_JUMP)
}
