import { ChevronDown } from 'lucide-react'
import type { WorkType } from '../../lib/schema/work.ts'
import { t } from '../../lib/words/t.ts'
import { useDraft } from '../use-draft.ts'
import { typeLooks } from '../work/work-types.ts'
import styles from './TypeSelect.module.css'

// Object.keys forgets what the keys are; typeLooks has every type and no other key.
const types = Object.keys(typeLooks) as WorkType[]

interface TypeSelectProps {
  value: WorkType
  onChange: (type: WorkType) => void
}

/** The type of a work, to choose. */
export function TypeSelect({ value, onChange }: TypeSelectProps) {
  const draft = useDraft(value)
  const Icon = typeLooks[draft.shown].icon

  function choose(name: string): void {
    const type = types.find((type) => type === name)
    if (!type || type === draft.shown) return
    draft.handOver(type)
    onChange(type)
  }

  return (
    <span className={styles.type}>
      <Icon />
      <select
        aria-label={t('type')}
        value={draft.shown}
        onChange={(event) => choose(event.target.value)}
      >
        {types.map((type) => (
          <option key={type} value={type}>
            {t(typeLooks[type].word)}
          </option>
        ))}
      </select>
      <ChevronDown />
    </span>
  )
}
