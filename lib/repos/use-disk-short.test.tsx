// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { RESERVE_BYTES } from '../kit/room.ts'
import { testDisk } from '../testing/disk.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { useDiskShort } from './use-disk-short.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('R5 says that the disk is full, and that it is no more', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const disk = testDisk(RESERVE_BYTES - 1)
  openFreshLibrary().buffer.db.room = disk.room
  const { result } = renderHook(() => useDiskShort())
  expect(result.current).toBe(false)
  await waitFor(() => expect(result.current).toBe(true))
  disk.left = RESERVE_BYTES
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  await waitFor(() => expect(result.current).toBe(false))
})
