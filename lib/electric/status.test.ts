import { expect, it } from 'vitest'
import { freshSuffix } from '../testing/indexeddb.ts'
import { forgetPositions } from './forget.ts'
import { openMirror } from './mirror-database.ts'
import { report } from './status.ts'

it('brings no position back that is forgotten while the state of a stream is told', async () => {
  const mirror = openMirror(freshSuffix())
  const kept = { handle: 'h', offset: '1_0', epoch: 'e' }
  for (let n = 0; n < 20; n++) {
    await mirror.shapes.put({ table: 'works', status: 'synced', ...kept })
    await Promise.all([report(mirror, 'works', 'error', 'no'), forgetPositions(mirror)])
    expect(await mirror.shapes.get('works')).not.toHaveProperty('handle')
  }
})
