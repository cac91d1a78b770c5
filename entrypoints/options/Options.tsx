import { OptionsPage } from '../../components/options/OptionsPage.tsx'
import { nudge } from '../../lib/browser/nudge.ts'
import { Registry } from '../../lib/connect/registry.ts'
import { useLibrary } from '../../lib/repos/use-library.ts'
import { Attempts } from './Attempts.tsx'
import { Attention } from './Attention.tsx'
import { Connection } from './Connection.tsx'

const registry = new Registry()

/** The options page. */
export function Options() {
  const library = useLibrary(registry, nudge)
  return (
    <OptionsPage>
      {library && (
        <>
          <Connection library={library} registry={registry} onConnected={nudge} />
          <Attention />
          <Attempts />
        </>
      )}
    </OptionsPage>
  )
}
