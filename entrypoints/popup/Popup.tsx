import { useEffect, useState } from 'react'
import { SaveCard, type SaveCardProps } from '../../components/save-card/SaveCard.tsx'
import { activeTab, type ClickedTab } from '../../lib/browser/capture-tab.ts'
import { ask } from '../../lib/browser/messages.ts'
import { openPanel } from '../../lib/browser/panel.ts'
import { Registry } from '../../lib/connect/registry.ts'
import type { Saved } from '../../lib/repos/save.ts'
import { useLibrary } from '../../lib/repos/use-library.ts'
import { SavedCard } from './SavedCard.tsx'

const registry = new Registry()
const nudge = () => void ask('flush', {})

/** The popup: asks what became of the click, then shows that work live. */
export function Popup() {
  const [tab, setTab] = useState<ClickedTab | null>(null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const library = useLibrary(registry, nudge)

  useEffect(() => {
    void activeTab().then(setTab)
  }, [])
  useEffect(() => {
    if (tab) void askWhatBecame(tab.id, false).then(setSaved)
  }, [tab])

  if (!tab || !library || saved === null) return <Card state={{ kind: 'reading' }} />
  const showLibrary = () => void openPanel(tab.windowId).then(() => window.close())
  const again = () => {
    setSaved(null)
    void askWhatBecame(tab.id, true).then(setSaved)
  }
  return saved.kind === 'failed' ? (
    <Card state={saved} onSaveAgain={again} onOpenLibrary={showLibrary} />
  ) : (
    <SavedCard saved={saved} onOpenLibrary={showLibrary} />
  )
}

function askWhatBecame(tabId: number, again: boolean): Promise<Saved> {
  return ask('savedInTab', { tabId, again }).catch(
    (error: unknown): Saved => ({
      kind: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }),
  )
}

/** The card where there is no work yet that could be changed. */
function Card(props: Pick<SaveCardProps, 'state'> & Partial<SaveCardProps>) {
  const nothing = () => {}
  return (
    <SaveCard
      onEdit={nothing}
      onUndo={nothing}
      onToggleFavorite={nothing}
      onSaveAgain={nothing}
      onOpenLibrary={nothing}
      {...props}
    />
  )
}
