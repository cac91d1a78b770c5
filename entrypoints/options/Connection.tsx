import { useState } from 'react'
import { type ConnectionState, ConnectionView } from '../../components/options/ConnectionView.tsx'
import { type PairFailure, pair } from '../../lib/connect/pair.ts'
import type { Registry } from '../../lib/connect/registry.ts'
import type { OpenLibrary } from '../../lib/repos/library.ts'
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

  const connect = async (entry: { server: string; code: string }) => {
    setState({ kind: 'connecting' })
    const paired = await pair({ ...entry, device: navigator.userAgent.slice(0, 200) })
    if (!paired.ok) {
      return setState({ kind: 'failed', server: entry.server, message: sentence(paired.reason) })
    }
    await registry.bind(libraryId, paired.binding)
    onConnected()
  }

  const connected: ConnectionState | undefined = binding && {
    kind: 'connected',
    server: binding.server,
    owner: binding.owner.name,
  }
  return <ConnectionView state={connected ?? state} onConnect={(entry) => void connect(entry)} />
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
