import { unsettled as isWaiting } from '../../../lib/buffer/change.ts'
import { pausedBy } from '../../../lib/flush/memory.ts'
import type { OpenLibrary } from '../../../lib/repos/library.ts'
import { readAll } from '../../../lib/repos/read.ts'
import { work } from '../../../lib/schema/work.ts'
import type { DeviceReport } from './protocol.ts'
import type { Writer } from './writer.ts'

/** How a library is: its books, what it shows, and what its writer was promised. */
export async function reportOn(
  library: OpenLibrary,
  writer: Pick<Writer, 'promised'>,
): Promise<DeviceReport> {
  const { buffer } = library
  const changes = await buffer.getAll()
  const unsettled = changes.filter(({ status }) => status === 'applied').length
  const rows = await readAll(library, work)
  return {
    clientId: library.about.clientId,
    account: await buffer.account(),
    waiting: changes.filter(isWaiting).map(({ id }) => id),
    unsettled,
    parked: (await buffer.parked()).map(({ id, code, error }) => ({ id, code, error })),
    promised: writer.promised(),
    shown: rows.map(({ id, title, favorite, rev }) => [id, title, favorite, rev]),
    paused: await pausedBy(buffer),
  }
}
