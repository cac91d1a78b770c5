import { expectTypeOf, it } from 'vitest'
import type { NewChange, WriteChange } from '../buffer/change.ts'
import type { WriteBuffer } from '../buffer/write-buffer.ts'
import type { initElectric } from '../electric/init.ts'
import type { SyncStatus } from '../electric/mirror-database.ts'
import type { ShapeResult, ShapeSpec, useShape } from '../electric/use-shape.ts'
import type { FlushOutcome } from '../flush/drain.ts'
import type { FlushWorker, getFlushWorker, initFlushWorker } from '../flush/worker.ts'
import type * as assets from '../repos/assets.ts'
import type { usePendingWrites } from '../repos/pending.ts'
import type * as works from '../repos/works.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { Work, WorkInsert, WorkPatch, WorkType } from '../schema/work.ts'
import type { BatchResponse, ChangeError, Receipt } from '../wire/batch.ts'

/*
 * The public names of the pattern and what they take and give (design.md, Names that are fixed).
 * `tsc` is what fails here.
 */

it('initElectric names the endpoint once', () => {
  expectTypeOf<typeof initElectric>().parameter(0).toExtend<{ url: string }>()
  expectTypeOf<'token'>().toExtend<keyof Parameters<typeof initElectric>[0]>()
  expectTypeOf<() => Promise<string>>().toExtend<Parameters<typeof initElectric>[0]['token']>()
  expectTypeOf<string>().toExtend<Parameters<typeof initElectric>[0]['token']>()
})

it('useShape takes a ShapeSpec and gives data, isLoading, error and syncStatus', () => {
  expectTypeOf<keyof ShapeSpec>().toEqualTypeOf<'table' | 'where' | 'columns' | 'parser'>()
  expectTypeOf<ReturnType<typeof useShape<Work>>>().toEqualTypeOf<ShapeResult<Work[]>>()
  expectTypeOf<keyof ShapeResult<Work>>().toEqualTypeOf<
    'data' | 'isLoading' | 'error' | 'syncStatus'
  >()
  expectTypeOf<SyncStatus>().toEqualTypeOf<
    'connecting' | 'syncing' | 'synced' | 'offline' | 'error'
  >()
})

it('each entity has live reads', () => {
  expectTypeOf<typeof works.useWorks>().toEqualTypeOf<() => ShapeResult<Work[]>>()
  expectTypeOf<typeof works.useWorksOptimistic>().toEqualTypeOf<typeof works.useWorks>()
  expectTypeOf<typeof works.useWork>().toEqualTypeOf<
    (id: string) => ShapeResult<Work | undefined>
  >()
  expectTypeOf<typeof works.useWorksByType>().toEqualTypeOf<
    (type: WorkType) => ShapeResult<Work[]>
  >()
  expectTypeOf<typeof works.useFavoriteWorks>().toEqualTypeOf<() => ShapeResult<Work[]>>()
  expectTypeOf<keyof typeof assets>().toEqualTypeOf<
    | 'useAssets'
    | 'useAsset'
    | 'useAssetsOfWork'
    | 'createAsset'
    | 'updateAsset'
    | 'deleteAsset'
    | 'restoreAsset'
  >()
})

it('verbs validate, enqueue and return', () => {
  expectTypeOf<typeof works.createWork>().toEqualTypeOf<(data: WorkInsert) => Promise<Work>>()
  expectTypeOf<typeof works.updateWork>().toEqualTypeOf<
    (id: string, patch: WorkPatch) => Promise<void>
  >()
  expectTypeOf<typeof works.deleteWork>().toEqualTypeOf<(id: string) => Promise<void>>()
  expectTypeOf<typeof works.restoreWork>().toEqualTypeOf<(id: string) => Promise<void>>()
  expectTypeOf<Work>().toExtend<Parameters<typeof works.toggleWorkFavorite>[0]>()
  expectTypeOf<typeof works.createWorkWithAsset>().returns.toEqualTypeOf<
    Promise<{ workId: string; assetId: string }>
  >()
  expectTypeOf<typeof usePendingWrites>().toEqualTypeOf<(table: SyncedTable) => WriteChange[]>()
})

it('WriteBuffer has the seven methods of the pattern', () => {
  expectTypeOf<WriteBuffer['enqueue']>().toEqualTypeOf<
    (change: NewChange | readonly NewChange[]) => Promise<WriteChange[]>
  >()
  expectTypeOf<WriteBuffer['peek']>().toEqualTypeOf<(limit: number) => Promise<WriteChange[]>>()
  expectTypeOf<WriteBuffer['markApplied']>().toBeCallableWith(['id'])
  expectTypeOf<WriteBuffer['markApplied']>().toBeCallableWith(['id'], [] as Receipt[])
  expectTypeOf<WriteBuffer['markFailed']>().toBeCallableWith(['id'], [] as ChangeError[])
  expectTypeOf<WriteBuffer['size']>().toBeCallableWith()
  expectTypeOf<WriteBuffer['size']>().returns.toEqualTypeOf<Promise<number>>()
  expectTypeOf<WriteBuffer['clear']>().toBeCallableWith({ confirm: true })
  expectTypeOf<WriteBuffer['getAll']>().toEqualTypeOf<() => Promise<WriteChange[]>>()
})

it('a WriteChange has the eight fields of the pattern', () => {
  expectTypeOf<WriteChange>().toExtend<{
    id: string
    table: string
    op: 'insert' | 'update' | 'delete'
    payload: object
    created_at: number
    status: 'pending' | 'syncing' | 'applied' | 'error'
    applied_at?: number
    error?: string
    retry_count: number
  }>()
})

it('initFlushWorker takes the settings of the pattern and gives a worker', () => {
  type Options = Parameters<typeof initFlushWorker>[0]
  expectTypeOf<
    'apiBase' | 'batchSize' | 'retryDelay' | 'maxRetryDelay' | 'maxRetries' | 'token'
  >().toExtend<keyof Options>()
  expectTypeOf<typeof initFlushWorker>().toBeCallableWith({ apiBase: 'http://127.0.0.1:3000' })
  expectTypeOf<typeof initFlushWorker>().returns.toEqualTypeOf<FlushWorker>()
  expectTypeOf<FlushWorker['start']>().toEqualTypeOf<(interval: number) => void>()
  expectTypeOf<FlushWorker['stop']>().toEqualTypeOf<() => void>()
  expectTypeOf<FlushWorker['flush']>().toBeCallableWith()
  expectTypeOf<FlushWorker['flush']>().returns.toEqualTypeOf<Promise<FlushOutcome>>()
  expectTypeOf<FlushWorker['getBuffer']>().toEqualTypeOf<() => WriteBuffer>()
  expectTypeOf<typeof getFlushWorker>().toEqualTypeOf<() => FlushWorker | null>()
})

it('the batch API answers with applied, responses and errors', () => {
  expectTypeOf<Pick<BatchResponse, 'applied' | 'responses' | 'errors'>>().toExtend<{
    applied: string[]
    responses: Receipt[]
    errors?: ChangeError[] | undefined
  }>()
})
