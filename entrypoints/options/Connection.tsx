import { useState } from 'react'
import { type ConnectionState, ConnectionView } from '../../components/options/ConnectionView.tsx'
import { type PairFailure, pair } from '../../lib/connect/pair.ts'
import type { Registry } from '../../lib/connect/registry.ts'
import type { PauseReason } from '../../lib/flush/verdict.ts'
import type { OpenLibrary } from '../../lib/repos/library.ts'
import { useQueuePause } from '../../lib/repos/pending.ts'
import { t } from '../../lib/words/t.ts'

interface ConnectionProps {
  library: OpenLibrary
  registry: Registry
  onConnected: () => void
}

/** Binds the library to a server by a one-time code. */
export function Connection({ library, registry, onConnected }: ConnectionProps) {
  const [state, setState] = useState<ConnectionState>({ kind: 'local' })
  const { binding, libraryId } = library.about
  const pause = useQueuePause()

  const connect = async (entry: { server: string; code: string }) => {
    setState({ kind: 'connecting' })
    // The code is used up by pairing: asked before, the person still has it when there is room.
    if (!(await registry.writable())) {
      return setState({ kind: 'failed', server: entry.server, message: t('diskFull') })
    }
    const paired = await pair({ ...entry, device: navigator.userAgent.slice(0, 200) })
    if (!paired.ok) {
      return setState({ kind: 'failed', server: entry.server, message: sentence(paired.reason) })
    }
    if (!(await registry.bind(libraryId, paired.binding))) {
      return setState({ kind: 'failed', server: entry.server, message: t('pairOtherAccount') })
    }
    onConnected()
  }

  const onConnect = (entry: { server: string; code: string }) => void connect(entry)
  if (!binding) return <ConnectionView state={state} onConnect={onConnect} />
  const { server, owner } = binding
  if (pause === undefined) return null
  if (pause === 'needs_login') {
    const again = { kind: 'failed', server, message: t('signedOutExplained') } as const
    return <ConnectionView state={state.kind === 'local' ? again : state} onConnect={onConnect} />
  }
  const note = pause === null ? undefined : explanationOf(pause)
  const connected = { kind: 'connected', server, owner: owner.name, note } as const
  return <ConnectionView state={connected} onConnect={onConnect} />
}

/** What a pause asks for. How many changes wait for the server's update is said where they are listed. */
function explanationOf(pause: Exclude<PauseReason, 'needs_login'>): string | undefined {
  switch (pause) {
    case 'forbidden':
      return t('writeForbiddenExplained')
    case 'client_too_old':
      return t('clientTooOldExplained')
    case 'server_too_old':
      return undefined
    default:
      return pause satisfies never
  }
}

function sentence(reason: PairFailure): string {
  switch (reason) {
    case 'malformed':
      return t('pairMalformed')
    case 'insecure':
      return t('pairInsecure')
    case 'unreachable':
      return t('pairUnreachable')
    case 'not_a_server':
      return t('pairNotAServer')
    case 'code_invalid':
      return t('pairCodeInvalid')
    case 'rate_limited':
      return t('pairRateLimited')
    default:
      return reason satisfies never
  }
}
