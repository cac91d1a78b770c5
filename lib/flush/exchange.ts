import type { WriteChange } from '../buffer/change.ts'
import { halvesOf } from './batch.ts'
import { noteEpoch } from './epoch.ts'
import { batchBody, type PushResult, push } from './push.ts'
import type { Run } from './run.ts'
import { LATE, type Verdict, verdictOn } from './verdict.ts'

/** An exchange in which the server answered for the changes, each by itself. */
export interface Answer {
  kind: 'answer'
  verdict: Extract<Verdict, { kind: 'settled' }>
  result: Extract<PushResult, { kind: 'answered' }>
}

/** One exchange with the server, and what it means. */
export type Exchange = Answer | { kind: 'failure'; verdict: Exclude<Verdict, { kind: 'settled' }> }

/** Sends claimed changes. */
export async function exchange(run: Run, batch: readonly WriteChange[]): Promise<Exchange> {
  const result = await pushWithToken(run, batchBody(batch))
  const ids = batch.map(({ id }) => id)
  const verdict = verdictOn(result, ids, halvesOf(batch) !== null)
  if (verdict.kind !== 'settled') return { kind: 'failure', verdict }
  if (result.kind !== 'answered') throw new Error('only an answer settles anything')
  const counts = await noteEpoch(run.settings, result.response.epoch)
  if (!counts) return { kind: 'failure', verdict: LATE }
  return { kind: 'answer', verdict, result }
}

/** A token that the server does not take is asked for once more: another one may be there by now. */
async function pushWithToken({ settings, signal }: Run, body: string): Promise<PushResult> {
  const token = await tokenOf(settings)
  if (token === undefined) return NO_TOKEN
  const result = await push(body, { ...settings, token }, signal)
  if (result.kind !== 'refused' || result.status !== 401) return result
  const fresh = await tokenOf(settings)
  if (fresh === undefined || fresh === token) return result
  return push(body, { ...settings, token: fresh }, signal)
}

const NO_TOKEN: PushResult = { kind: 'unreachable', reason: 'no token to be had', ours: false }

async function tokenOf({ token }: Run['settings']): Promise<string | null | undefined> {
  try {
    return await token()
  } catch {
    // whoever gives tokens can't be reached either: tried again like any request
    return undefined
  }
}
