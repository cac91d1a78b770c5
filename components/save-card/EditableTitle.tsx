import { type KeyboardEvent, useEffect } from 'react'
import { t } from '../../lib/words/t.ts'
import { useDraft } from '../use-draft.ts'
import styles from './EditableTitle.module.css'

/** At four bytes a character, still within the 64 KiB that one value may hold. */
const MAX_CHARACTERS = 16_000

interface EditableTitleProps {
  title: string
  onSave: (title: string) => void
}

/**
 * A title that is a field as soon as one clicks into it. Enter, leaving it and closing the page save;
 * Escape restores; an empty title is no title, so it restores too.
 */
export function EditableTitle({ title, onSave }: EditableTitleProps) {
  const draft = useDraft(title)

  function save(): void {
    if (!draft.edited) return
    const tidy = draft.shown.replace(/\s+/g, ' ').trim()
    if (tidy === '' || tidy === title) {
      draft.restore()
    } else {
      draft.handOver(tidy)
      onSave(tidy)
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      event.currentTarget.blur()
    }
    // The first Escape takes the words back, and must not close the popup over it.
    if (event.key === 'Escape' && draft.edited) {
      event.preventDefault()
      event.stopPropagation()
      draft.restore()
    }
  }

  useEffect(() => {
    window.addEventListener('pagehide', save)
    return () => window.removeEventListener('pagehide', save)
  })

  return (
    <div className={styles.title} data-text={draft.shown} dir="auto">
      <textarea
        rows={1}
        dir="auto"
        spellCheck={false}
        maxLength={MAX_CHARACTERS}
        aria-label={t('title')}
        value={draft.shown}
        onChange={(event) => draft.edit(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
    </div>
  )
}
