import { waitUntil } from '../../wait.ts'
import { type Backend, startBackend } from '../backend.ts'
import { type Device, startDevice } from '../device.ts'
import { violations, writeViolations } from '../oracle.ts'
import { type FaultProxy, startProxy } from '../proxy.ts'

/** One device, the network, the server and its Postgres. */
export interface DeviceGround {
  backend: Backend
  proxy: FaultProxy
  device: Device
  /** Waits until all is written, tries at once, and answers what is wrong even so. */
  written(): Promise<string[]>
  /** Ends it; answers what is wrong once the mirror has everything too. */
  close(): Promise<string[]>
}

const PATIENCE_MS = 20_000

export async function openDeviceGround(): Promise<DeviceGround> {
  const backend = await startBackend()
  const proxy = await startProxy(backend.server.port)
  const device = await startDevice()
  const binding = await backend.binding(proxy.url)
  await device.ask('open', { binding, writes: proxy.url, shapes: proxy.url, rivals: false })
  return {
    backend,
    proxy,
    device,
    written: async () => {
      await device.ask('nudge', null)
      return settled(async () => writeViolations(backend, [await device.report()]))
    },
    close: async () => {
      const wrong = await settled(async () => violations(backend, [await device.report()]))
      await device.end()
      await proxy.close()
      await backend.close()
      return wrong
    },
  }
}

/** Asks until nothing is wrong; what still is when patience ends is the answer. */
export async function settled(
  ask: () => Promise<string[]>,
  timeoutMs = PATIENCE_MS,
): Promise<string[]> {
  let wrong: string[] = []
  const level = async () => {
    wrong = await ask()
    return wrong.length === 0
  }
  await waitUntil(level, { what: 'everything to be level', timeoutMs, everyMs: 50 }).catch(
    (error: Error) => wrong.length > 0 || wrong.push(error.message),
  )
  return wrong
}
