import { AttemptList } from '../../components/options/AttemptList.tsx'
import { useAttempts } from '../../lib/repos/pending.ts'

/** More than that nobody reads; the queue keeps a thousand. */
const SHOWN = 20

/** The last tries to send. */
export function Attempts() {
  const attempts = useAttempts(SHOWN).map(({ n, at, ids, outcome }) => ({
    n,
    at,
    count: ids.length,
    failure: outcome === 'settled' ? null : outcome,
  }))
  return <AttemptList attempts={attempts} />
}
