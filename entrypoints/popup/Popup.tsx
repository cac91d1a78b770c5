import { lazy, Suspense, useEffect, useState } from 'react'
import { SaveCard, type SaveCardProps } from '../../components/save-card/SaveCard.tsx'
import { activeTab, type ClickedTab } from '../../lib/browser/capture-tab.ts'
import { ask } from '../../lib/browser/messages.ts'
import { openPanel } from '../../lib/browser/panel.ts'
import type { Saved } from '../../lib/repos/save.ts'
import { type LiveWork, SavedCard } from './SavedCard.tsx'

/** The library is opened after the first answer is shown: it takes longer than the answer itself. */
const Follow = lazy(() => import('./Follow.tsx').then(({ Follow }) => ({ default: Follow })))

/** Asked while the rest of the popup still loads. */
const opening = activeTab().then(async (tab) => ({ tab, saved: await whatBecameOf(tab, false) }))

/** The popup: shows what became of the click, then follows that work. */
export function Popup() {
  const [tab, setTab] = useState<ClickedTab | null>(null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const [live, setLive] = useState<LiveWork | null>(null)
  useEffect(() => {
    void opening.then((opened) => {
      setTab(opened.tab)
      setSaved(opened.saved)
    })
  }, [])

  if (saved === null) return <Card state={{ kind: 'reading' }} />
  const showLibrary = () => {
    if (tab) void openPanel(tab.windowId).then(() => window.close())
  }
  const again = () => {
    setSaved(null)
    void whatBecameOf(tab, true).then(setSaved)
  }
  if (saved.kind === 'failed') {
    return <Card state={saved} onSaveAgain={again} onOpenLibrary={showLibrary} />
  }
  return (
    <>
      <SavedCard saved={saved} live={live} onOpenLibrary={showLibrary} />
      <Suspense>
        <Follow workId={saved.work.id} onRead={setLive} />
      </Suspense>
    </>
  )
}

async function whatBecameOf(tab: ClickedTab | null, again: boolean): Promise<Saved> {
  if (!tab) return { kind: 'failed', reason: 'there is no page here' }
  return ask('savedInTab', { tabId: tab.id, again }).catch(
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
