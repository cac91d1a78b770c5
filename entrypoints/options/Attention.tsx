import { AttentionList } from '../../components/options/AttentionList.tsx'
import {
  discardWrite,
  exportWrites,
  type RefusedWrite,
  retryWrite,
  useAttention,
} from '../../lib/repos/attention.ts'
import { t } from '../../lib/words/t.ts'
import { download } from './download.ts'
import { reasonOf } from './reason.ts'

/** What the server refused, by the name that the person knows, and what can be done about it. */
export function Attention() {
  const { rejected, superseded, waitingForServerUpdate } = useAttention()
  const onExport = async () => download('deeprecall-changes.json', await exportWrites())
  return (
    <AttentionList
      changes={[...rejected, ...superseded].map(shown)}
      waitingForServerUpdate={waitingForServerUpdate}
      onRetry={(id) => void retryWrite(id)}
      onDiscard={(id) => void discardWrite(id)}
      onExport={() => void onExport()}
    />
  )
}

function shown({ change, held, name }: RefusedWrite) {
  return {
    id: change.id,
    title: name ?? t('untitled'),
    tried: change.op,
    reason: reasonOf(change),
    held: held.length,
  }
}
