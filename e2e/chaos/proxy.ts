import type { Gate } from './gate.ts'
import type { Exchange, Fault } from './proxy/exchange.ts'
import { startFront } from './proxy/front.ts'
import { startGateway } from './proxy/gateway.ts'
import type { Toxic } from './proxy/toxics.ts'

/** A network between a client and a server that does what it is told: nothing, or harm. */
export interface FaultProxy {
  /** Where the client finds the server. */
  url: string
  /** Harms connections from now on; null heals. */
  poison(toxic: Toxic | null): Promise<void>
  /** Harms requests to write from now on; null heals. */
  fault(fault: Fault | null): void
  /** Holds the answers to all requests for shapes, until the gate opens. */
  holdReads(gate: Gate): void
  /** Every request to write, in the order of arrival. */
  writes: readonly Exchange[]
  /** The most requests to write that were under way at once. */
  mostAtOnce(): number
  close(): Promise<void>
}

/** Starts a proxy before the server on a port of this machine, which need not be there yet. */
export async function startProxy(targetPort: number): Promise<FaultProxy> {
  const gateway = await startGateway(targetPort)
  const front = await startFront(gateway.port)
  const { fault, holdReads, writes, mostAtOnce } = gateway
  return {
    url: `http://127.0.0.1:${front.port}`,
    poison: front.poison,
    fault,
    holdReads,
    writes,
    mostAtOnce,
    close: async () => {
      await front.close()
      await gateway.close()
    },
  }
}
