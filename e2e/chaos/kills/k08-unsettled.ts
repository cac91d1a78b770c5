import { waitUntil } from '../../wait.ts'
import { createGate } from '../gate.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/**
 * K8: background and page are ended after a change was applied and before its echo: the overlay is
 * made again from the receipt, and goes when the echo comes.
 */
export async function killedUnsettled({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, backend, proxy, tab, create, standing, written } = ground
  const shown = async (id: string) => {
    const report = await tab.call('report')
    return { row: report.shown.find(([one]) => one === id), unsettled: report.unsettled }
  }
  return {
    kill: async (n) => {
      const [title, gate] = [`K8 ${n}`, createGate()]
      proxy.holdReads(gate)
      const [id = ''] = await create([title])
      await waitUntil(() => standing('applied', [id]), { what: 'an answer', everyMs: 5 })
      await stopBackground()
      await tab.reload()
      await tab.call('open', null)
      await tab.page.getByText(title, { exact: true }).first().waitFor()
      const { row, unsettled } = await shown(id)
      gate.open()
      const wrong = await written()
      const settled = async () => (await shown(id)).unsettled === 0
      await waitUntil(settled, { what: 'the echo' }).catch((error: Error) =>
        wrong.push(error.message),
      )
      const [server] = await backend.query('SELECT rev::int AS rev FROM works WHERE id = $1', [id])
      if (unsettled === 0) wrong.push('it was settled before its echo')
      if (row?.[1] !== title || row[3] !== server?.rev) wrong.push(`shown as ${row}`)
      return { violations: wrong, state: 'rebuilt from the receipt' }
    },
    close: ground.close,
  }
}
