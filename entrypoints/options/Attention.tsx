import { AttentionList } from '../../components/options/AttentionList.tsx'
import { discardWrite, useParkedWrites } from '../../lib/repos/pending.ts'
import { useWorks } from '../../lib/repos/works.ts'
import { t } from '../../lib/words/t.ts'

/** What the server refused, by the title that the person knows. */
export function Attention() {
  const { data: works } = useWorks()
  const titles = new Map(works.map((work) => [work.id, work.title]))
  const changes = useParkedWrites().map(({ id, payload, error }) => ({
    id,
    title: titles.get(String(payload.id)) ?? String(payload.title ?? t('untitled')),
    reason: error ?? '',
  }))
  return <AttentionList changes={changes} onDiscard={(id) => void discardWrite(id)} />
}
