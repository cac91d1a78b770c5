import { useEffect, useEffectEvent, useState } from 'react'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './UndoToast.module.css'

const SHOWN_MS = 8_000

/** A deleted work that can still be taken back. */
export interface Undoable {
  id: string
  title: string
}

interface UndoToastProps {
  undo: Undoable | null
  onUndo: () => void
}

/** *Deleted · Undo* for 8 s after each deletion, and for as long as it is pointed at or has focus. */
export function UndoToast({ undo, onUndo }: UndoToastProps) {
  return (
    <div role="status" className={styles.place}>
      {undo && <Toast key={undo.id} title={undo.title} onUndo={onUndo} />}
    </div>
  )
}

function Toast({ title, onUndo }: { title: string; onUndo: () => void }) {
  const [held, setHeld] = useState(false)
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => setOver(true), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held])
  useUndoKey(onUndo, !over)

  if (over) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody is there
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>
        {t('deleted')} <bdi>{title}</bdi>
      </p>
      <button type="button" className={controls.word} onClick={onUndo}>
        {t('undo')}
      </button>
    </div>
  )
}

/** Ctrl+Z or ⌘Z, as everywhere; it reaches the toast from the middle of a long list. */
function useUndoKey(onUndo: () => void, active: boolean): void {
  const undo = useEffectEvent(onUndo)
  useEffect(() => {
    if (!active) return
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active])
}
