import fc from 'fast-check'
import { expect, it } from 'vitest'
import { freshBuffer } from '../testing/indexeddb.ts'
import type { ErrorCode } from '../wire/batch.ts'
import { needsAttention, unsettled, type WriteChange } from './change.ts'
import { newChange, oldChange } from './testing/changes.ts'
import { units } from './units.ts'
import type { WriteBuffer } from './write-buffer.ts'

interface World {
  buffer: WriteBuffer
  now: { ms: number }
  /** What is in a request, as it was claimed. */
  inFlight: WriteChange[]
}

/** What one answer is about: a change, or a group as a whole. */
function answered(inFlight: WriteChange[]): WriteChange[] {
  return inFlight.splice(0, units(inFlight)[0]?.length ?? 0)
}

type Deed = (world: World) => Promise<unknown>

const nth = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const idsOf = (changes: readonly WriteChange[]) => changes.map(({ id }) => id)
const policy = { maxRetries: 2, delayMs: () => 500 }

const code = fc.constantFrom<ErrorCode>('INVALID', 'STALE', 'DEP_MISSING', 'TOO_NEW', 'DELETED')

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: newChange.map(
      (change): Deed =>
        ({ buffer }) =>
          buffer.enqueue(change),
    ),
  },
  fc.array(newChange, { minLength: 2, maxLength: 4 }).map(
    (changes): Deed =>
      ({ buffer }) => {
        const group = crypto.randomUUID()
        return buffer.enqueue(changes.map((change) => ({ ...change, group })))
      },
  ),
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 4 }).map(
      (limit): Deed =>
        async (world) => {
          const picked = await world.buffer.peek(limit)
          await mayGo(world, picked)
          world.inFlight.push(...(await world.buffer.claim(idsOf(picked), 'boot')))
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.boolean().map(
      (twice): Deed =>
        async ({ buffer, inFlight }) => {
          const ids = idsOf(answered(inFlight))
          const receipts = ids.map((id) => ({ id, outcome: 'applied', rev: 1 }) as const)
          await buffer.markApplied(ids, receipts)
          if (twice) await buffer.markApplied([...ids, ...ids], [...receipts, ...receipts])
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(code, fc.boolean()).map(
      ([why, twice]): Deed =>
        async ({ buffer, inFlight }) => {
          const unit = answered(inFlight)
          // One that came too late does not take its group down.
          const ids = idsOf(why === 'STALE' ? unit.slice(0, 1) : unit)
          await buffer.markApplied(idsOf(unit.slice(ids.length)))
          const retryable = why === 'DEP_MISSING'
          const errors = ids.map((id) => ({ id, error: 'no', code: why, retryable }))
          await buffer.markFailed(ids, errors, policy)
          if (twice && !retryable) await buffer.markFailed(ids, errors, policy)
        },
    ),
  },
  fc.constant<Deed>(async ({ buffer, inFlight }) => {
    inFlight.length = 0
    await buffer.release(() => true)
  }),
  fc.nat(2000).map(
    (ms): Deed =>
      async ({ now }) => {
        now.ms += ms
      },
  ),
  fc.nat().map(
    (n): Deed =>
      async ({ buffer }) => {
        const change = nth(await buffer.parked(), n)
        const patch = change?.table === 'works' && change.op !== 'delete' ? { title: 'mended' } : {}
        if (change) expect(await buffer.retry(change.id, patch)).toBe(true)
      },
  ),
  fc.nat().map(
    (n): Deed =>
      async ({ buffer }) => {
        const change = nth(await buffer.parked(), n)
        if (change) expect(await buffer.discard(change.id)).toBe(true)
      },
  ),
  fc.constant<Deed>(async ({ buffer }) => buffer.reopenApplied()),
  fc.tuple(newChange, fc.constantFrom('', 'later', 'refused', 'sent', 'applied')).map(
    ([change, how]): Deed =>
      async ({ buffer, now }) => {
        const more = {
          ...(how === 'later' && { next_attempt_at: now.ms + 1000 }),
          ...(how === 'refused' && { status: 'error', code: 'INVALID', error: 'no' }),
          ...(how === 'sent' && { status: 'syncing', lease_by: 'old' }),
          ...(how === 'applied' && { status: 'applied', applied_at: 1 }),
        }
        await buffer.db.changes.add(oldChange(change, more))
        await buffer.peek(1)
      },
  ),
  fc.nat().map(
    (n): Deed =>
      async ({ buffer }) => {
        const change = nth(await buffer.applied(), n)
        if (change) await buffer.prune([change.seq])
      },
  ),
  fc.constant<Deed>(async ({ buffer, inFlight }) => {
    if ((await buffer.size()) < 8) return
    inFlight.length = 0
    await buffer.clear({ confirm: true })
  }),
)

/** A change may go when nothing before it on its row, or on what it hangs on, has still to go. */
async function mayGo({ buffer, now }: World, picked: readonly WriteChange[]): Promise<void> {
  const all = await buffer.getAll()
  for (const change of picked) {
    const needed = [change.entity, ...(change.deps ?? [])]
    const before = all.filter(({ entity, seq }) => seq < change.seq && needed.includes(entity))
    const gone = new Set(idsOf(picked).slice(0, picked.indexOf(change)))
    expect(before.filter((one) => unsettled(one) && !gone.has(one.id))).toEqual([])
    expect(before.filter(isUnmade).map(({ id }) => id)).toEqual([])
    expect(change.next_attempt_at ?? 0).toBeLessThanOrEqual(now.ms)
  }
  const groups = new Set(picked.flatMap(({ group }) => group ?? []))
  const left = all.filter(({ id, group, status }) => {
    return group && groups.has(group) && status === 'pending' && !idsOf(picked).includes(id)
  })
  expect(left).toEqual([])
}

/** A row that the server would not make. */
function isUnmade(change: WriteChange): boolean {
  const there = change.code === 'DELETED' && change.group === undefined
  return needsAttention(change) && change.op === 'insert' && !there
}

/** What the book says is what is there. */
async function balanced({ buffer }: World): Promise<void> {
  const [account, all] = [await buffer.account(), await buffer.getAll()]
  expect(account.difference).toBe(0)
  for (const status of ['pending', 'syncing', 'applied', 'error'] as const) {
    const there = all.filter((change) => change.status === status).length
    expect([status, await buffer.size({ status })]).toEqual([status, there])
  }
}

/** Once nothing is on its way and all moments have come, all goes but what hangs on a refused row. */
async function nothingStuck(world: World): Promise<void> {
  const { buffer, now } = world
  await buffer.release(() => true)
  now.ms += 1_000_000
  const offered = await buffer.peek(1000)
  await mayGo(world, offered)
  const waiting = (await buffer.getAll()).filter(unsettled)
  const held = (await buffer.attention()).rejected.flatMap((refused) => refused.held)
  const free = waiting.filter(({ id }) => !idsOf(held).includes(id))
  expect(idsOf(offered)).toEqual(idsOf(free))
}

it('C2 B-18 accounts for each change, keeps the order and leaves nothing stuck, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 60 }), async (deeds) => {
      const now = { ms: 1_700_000_000_000 }
      const world: World = { buffer: freshBuffer({ now: () => now.ms }), now, inFlight: [] }
      for (const next of deeds) {
        await next(world)
        await balanced(world)
      }
      await nothingStuck(world)
      await world.buffer.db.delete()
    }),
    { numRuns: 100 },
  )
}, 120_000)
