import { nudge } from '../../lib/browser/nudge.ts'
import { Registry } from '../../lib/connect/registry.ts'
import { useLibrary } from '../../lib/repos/use-library.ts'
import { PanelLibrary } from './PanelLibrary.tsx'

const registry = new Registry()

/** The side panel, and the same page in a tab. */
export function Panel() {
  const library = useLibrary(registry, nudge)
  return library && <PanelLibrary />
}
