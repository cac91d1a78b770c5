import { Dexie } from 'dexie'
import { expect, it } from 'vitest'
import { syncedTables } from '../schema/entities.ts'
import { freshSuffix } from '../testing/indexeddb.ts'
import { openMirror, rowsOf } from './mirror-database.ts'

/** What the first release made. */
const FIRST_RELEASE = {
  works: 'id, createdAt, doi, arxivId, isbn13, pmid, url, canonicalUrl',
  assets: 'id, workId',
  shapes: 'table',
  buried: '[table+id], buriedAt',
}

it('keeps what an older version mirrored, and its position, when it gets new tables', async () => {
  const suffix = freshSuffix()
  const old = new Dexie(`DeepRecallLibrary${suffix}`)
  old.version(1).stores(FIRST_RELEASE)
  const [work, position] = [
    { id: 'w', title: 'kept', doi: '10.1/x' },
    { table: 'works', status: 'synced', offset: '7_0' },
  ]
  await old.table('works').add(work)
  await old.table('shapes').add(position)
  old.close()
  const mirror = openMirror(suffix)
  expect(await rowsOf(mirror, 'works').where('doi').equals('10.1/x').toArray()).toEqual([work])
  expect(await mirror.shapes.toArray()).toEqual([position])
  for (const table of syncedTables) expect(await rowsOf(mirror, table).count()).toBeLessThan(2)
  mirror.close()
})

it('lets an older page that is still open go, so that the newer one need not wait', async () => {
  const suffix = freshSuffix()
  const old = new Dexie(`DeepRecallLibrary${suffix}`)
  old.version(1).stores(FIRST_RELEASE)
  await old.open()
  const mirror = openMirror(suffix)
  await mirror.open()
  expect(old.isOpen()).toBe(false)
  mirror.close()
})

it('looks rows up by what lies inside their JSON', async () => {
  const mirror = openMirror(freshSuffix())
  const head = { rev: 1, lww: '', createdAt: '', updatedAt: '' }
  const rows = rowsOf(mirror, 'annotations')
  const places = { page: { canonicalUrl: 'https://example.org/' }, file: { sha256: 'f' } }
  await rows.bulkPut(Object.entries(places).map(([id, target]) => ({ ...head, id, target })))
  expect(await rows.where('target.sha256').equals('f').primaryKeys()).toEqual(['file'])
  mirror.close()
})
