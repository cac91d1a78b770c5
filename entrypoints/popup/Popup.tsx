import { lazy, Suspense, useEffect, useState } from 'react'
import { SaveCard, type SaveCardProps } from '../../components/save-card/SaveCard.tsx'
import { openPanel } from '../../lib/browser/panel.ts'
import { type Opened, whatBecameOf } from './opened.ts'
import { type LiveWork, SavedCard } from './SavedCard.tsx'

/** The library is opened after the first answer is shown: it takes longer than the answer itself. */
const Follow = lazy(() => import('./Follow.tsx').then(({ Follow }) => ({ default: Follow })))

interface PopupProps {
  opening: Promise<Opened>
  /** The same, where it is known when the popup is drawn. */
  already: Opened | null
}

/** The popup: shows what became of the click, then follows that work. */
export function Popup({ opening, already }: PopupProps) {
  const [tab, setTab] = useState(already?.tab ?? null)
  const [saved, setSaved] = useState(already?.saved ?? null)
  const [live, setLive] = useState<LiveWork | null>(null)
  useEffect(() => {
    void opening.then((opened) => {
      setTab(opened.tab)
      setSaved(opened.saved)
    })
  }, [opening])

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
