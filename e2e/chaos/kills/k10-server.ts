import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** K10: the server is killed between COMMIT and response (as K5), or before COMMIT (nothing happened). */
export async function serverKilled({ device: open }: Grounds): Promise<Ground> {
  const ground = await open()
  const { backend, device, proxy, written } = ground
  const ledger = async () => (await backend.query('SELECT change_id FROM write_log')).length
  return {
    kill: async (n) => {
      const when = n % 2 === 0 ? 'before' : 'after'
      const before = await ledger()
      const gate = backend.commits.set(when)
      const from = proxy.writes.length
      await device.ask('write', { count: 5 })
      await gate.reached
      await backend.server.end('SIGKILL')
      gate.open()
      const committed = (await ledger()) - before
      await backend.server.start()
      const wrong = await written()
      if (committed > 0 !== (when === 'after'))
        wrong.push(`${committed} rows, killed ${when} COMMIT`)
      if (proxy.writes[from]?.status !== null) wrong.push('the first request was answered')
      return { violations: wrong, state: `${when} COMMIT` }
    },
    close: ground.close,
  }
}
