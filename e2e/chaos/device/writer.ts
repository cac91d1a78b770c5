import {
  createWork,
  createWorkWithAsset,
  deleteWork,
  restoreWork,
  toggleWorkFavorite,
  updateWork,
} from '../../../lib/repos/works.ts'
import type { DeviceReport } from './protocol.ts'

/** What a person was told about one of their works: its title, and whether it is deleted. */
interface Own {
  id: string
  title: string
  deleted: boolean
  /** What else may be true of it: a crash took the answer to this write. It is left alone then. */
  maybe?: string | null
}

/** Somebody who writes at random and remembers what they were told is kept. */
export interface Writer {
  /** One change, or one group of them; what it did is promised when it resolves. */
  write(others: () => Promise<Rival | undefined>): Promise<void>
  promised(): DeviceReport['promised']
}

/** A work of anybody, of which this one changes a column that its maker leaves alone. */
export interface Rival {
  id: string
  favorite: boolean
}

export function createWriter(name: string, random: () => number = Math.random): Writer {
  const own: Own[] = []
  let n = 0
  const title = () => `${name} ${++n}`
  const anyOwn = (deleted: boolean) => {
    const those = own.filter((one) => one.deleted === deleted && one.maybe === undefined)
    return those[Math.floor(random() * those.length)]
  }
  const create = async () => {
    const to = title()
    const { id } = await createWork({ title: to })
    own.push({ id, title: to, deleted: false })
  }
  const createWithAsset = async () => {
    const to = title()
    const asset = { filename: 'a.pdf' }
    const { workId } = await createWorkWithAsset({ work: { title: to }, asset })
    own.push({ id: workId, title: to, deleted: false })
  }
  const retitle = async (one: Own) => {
    const to = title()
    one.maybe = to
    await updateWork(one.id, { title: to })
    one.title = to
    delete one.maybe
  }
  const bury = async (one: Own, deleted: boolean) => {
    one.maybe = deleted ? null : one.title
    await (deleted ? deleteWork(one.id) : restoreWork(one.id))
    one.deleted = deleted
    delete one.maybe
  }
  return {
    write: async (others) => {
      const [dice, alive, dead] = [random(), anyOwn(false), anyOwn(true)]
      if (!alive || dice < 0.25) return create()
      if (dice < 0.3) return createWithAsset()
      if (dice < 0.36) return bury(alive, true)
      if (dice < 0.41 && dead) return bury(dead, false)
      const rival = dice < 0.55 ? await others() : undefined
      return rival ? toggleWorkFavorite(rival) : retitle(alive)
    },
    promised: () =>
      own.map(({ id, title, deleted, maybe }) => {
        const told = deleted ? null : title
        return [id, maybe === undefined ? [told] : [told, maybe]]
      }),
  }
}
