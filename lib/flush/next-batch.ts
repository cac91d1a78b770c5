import type { WriteChange } from '../buffer/change.ts'
import { units } from '../buffer/units.ts'
import { headOf, isLarge, WINDOW, without } from './batch.ts'
import { nextProbeAt, serverVersion } from './memory.ts'
import type { Run } from './run.ts'

/**
 * What can be sent now. `alone`: a change over which the server has failed before; it goes by itself, and
 * only when nothing else is left · `held`: the rest is for a newer server, which is asked again then.
 */
export type Next =
  | { kind: 'batch'; changes: WriteChange[] }
  | { kind: 'alone'; changes: WriteChange[] }
  | { kind: 'held'; untilMs: number }
  | { kind: 'none' }

/** `ahead`: another batch is under way; what it shows of the server is waited for before that is asked again. */
export async function nextBatch(run: Run, ahead: boolean): Promise<Next> {
  const { settings, maxBytes } = run
  const { buffer, batchSize, now } = settings
  const sendable = await buffer.peek(WINDOW)
  if (sendable.length === 0) return { kind: 'none' }
  run.large ||= isLarge(sendable)
  const version = await serverVersion(buffer)
  const understood = without(sendable, ({ v }) => v > version)
  const healthy = without(understood, failedServer)
  if (healthy.length > 0)
    return { kind: 'batch', changes: headOf(healthy, { batchSize, maxBytes, large: run.large }) }
  if (understood.length > 0) return { kind: 'alone', changes: firstUnit(understood) }
  const untilMs = await nextProbeAt(buffer, now())
  return ahead || untilMs > now()
    ? { kind: 'held', untilMs }
    : { kind: 'batch', changes: firstUnit(sendable) }
}

function failedServer({ code }: WriteChange): boolean {
  return code === 'SERVER_ERROR'
}

function firstUnit(changes: readonly WriteChange[]): WriteChange[] {
  return units(changes)[0] ?? []
}
