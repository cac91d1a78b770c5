import { type Backend, startBackend } from '../backend.ts'
import { type Device, startDevice } from '../device.ts'
import { settled } from '../kills/device-ground.ts'
import { violations, writeViolations } from '../oracle.ts'
import { type FaultProxy, startProxy } from '../proxy.ts'

/** A device with its own two ways to the server, each to be harmed by itself. */
export interface Ship {
  device: Device
  writes: FaultProxy
  shapes: FaultProxy
}

/** Several devices of one account. */
export interface Fleet {
  backend: Backend
  ships: Ship[]
  /** From now on each writes so many changes a second; 0 ends it. */
  load(perSecond: number): Promise<void>
  /** Heals everything, waits until all is level, and answers what is wrong when patience (ms) ends. */
  level(patienceMs: number): Promise<string[]>
  /** The same, of what was written alone. */
  written(patienceMs: number): Promise<string[]>
  close(): Promise<void>
}

export interface FleetOptions {
  count: number
  /** Whether they change each other's works. */
  rivals: boolean
  /** Where Postgres keeps its data; by default a folder of its own. */
  dataDir?: string
}

export async function openFleet({ count, rivals, dataDir }: FleetOptions): Promise<Fleet> {
  const backend = await startBackend(dataDir === undefined ? {} : { dataDir })
  const ships = await Promise.all(Array.from({ length: count }, () => launch(backend, rivals)))
  const reports = () => Promise.all(ships.map(({ device }) => device.report()))
  return {
    backend,
    ships,
    load: async (perSecond) => {
      await Promise.all(ships.map(({ device }) => device.ask('load', { perSecond })))
    },
    level: (ms) => settled(async () => violations(backend, await reports()), ms),
    written: (ms) => settled(async () => writeViolations(backend, await reports()), ms),
    close: async () => {
      await Promise.all(ships.flatMap((ship) => Object.values(ship)).map(end))
      await backend.close()
    },
  }
}

async function launch(backend: Backend, rivals: boolean): Promise<Ship> {
  const [writes, shapes] = [
    await startProxy(backend.server.port),
    await startProxy(backend.server.port),
  ]
  const device = await startDevice()
  const binding = await backend.binding(writes.url)
  await device.ask('open', { binding, writes: writes.url, shapes: shapes.url, rivals })
  return { device, writes, shapes }
}

function end(one: Device | FaultProxy): Promise<void> {
  return 'end' in one ? one.end() : one.close()
}
