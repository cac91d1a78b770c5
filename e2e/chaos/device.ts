import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { DeviceAsk, DeviceProtocol, DeviceReport, Reply } from './device/protocol.ts'

/** A device in a process of its own, as its tests see it. */
export interface Device {
  ask<N extends DeviceAsk>(
    name: N,
    ask: DeviceProtocol[N]['ask'],
  ): Promise<DeviceProtocol[N]['answer']>
  report(): Promise<DeviceReport>
  /** Stops it in the middle of whatever it does, until `thaw`. */
  freeze(): void
  thaw(): void
  end(): Promise<void>
}

export async function startDevice(): Promise<Device> {
  const child = fork(fileURLToPath(new URL('device/main.ts', import.meta.url)), {
    execArgv: ['--no-warnings'],
  })
  await once(child, 'spawn')
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  child.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.n)
    waiting.delete(reply.n)
    if ('error' in reply) asked?.reject(new Error(`the device: ${reply.error}`))
    else asked?.resolve(reply.answer)
  })
  child.once('exit', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the device has ended'))
  })
  let n = 0
  const ask: Device['ask'] = async (name, what) => {
    const answer = Promise.withResolvers<unknown>()
    n += 1
    waiting.set(n, answer)
    child.send({ n, name, ask: what })
    return (await answer.promise) as never // the protocol pairs ask and answer by name
  }
  return {
    ask,
    report: () => ask('report', null),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
