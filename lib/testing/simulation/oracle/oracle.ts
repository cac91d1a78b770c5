import type { WriteChange } from '../../../buffer/change.ts'
import type { BatchResponse, WireChange } from '../../../wire/batch.ts'
import type { History, Version } from '../history.ts'
import { ModelServer } from '../model-server.ts'
import { checkAnswers } from './answers.ts'
import { differences } from './rows.ts'
import { Views } from './views.ts'

/** Everything that is held against a run: the model, the order, what is shown, what is counted. */
export interface Oracle {
  model: ModelServer
  views: Views
  /** Every change that an `enqueue` has answered for, by its id. */
  enqueued: Map<string, WriteChange>
  onEnqueued(changes: readonly WriteChange[]): void
  onBatch(changes: readonly WireChange[], response: BatchResponse, nowMs: number): void
  onVersions(versions: readonly Version[]): void
}

export interface Judged {
  history: History
  /** Changes that never fit the schema when they arrive. */
  spoiled: Pick<Set<string>, 'has'>
  violation: (what: string) => void
}

/** An oracle at the beginning of a world. */
export function createOracle({ history, spoiled, violation }: Judged): Oracle {
  const model = new ModelServer(spoiled)
  const views = new Views(history, violation)
  const enqueued = new Map<string, WriteChange>()
  const check = checkAnswers(model, violation)
  return {
    ...{ model, views, enqueued },
    onEnqueued: (changes) => {
      for (const change of changes) enqueued.set(change.id, change)
    },
    onBatch: (changes, response, nowMs) => {
      check(changes, response, nowMs)
      const byId = new Map(changes.map((change) => [change.id, change]))
      for (const { id, rev, outcome } of response.responses) {
        const change = byId.get(id)
        if (change && outcome !== 'duplicate') views.accepted(change.client_id ?? '', change, rev)
      }
    },
    onVersions: (versions) => differences(model, versions).forEach(violation),
  }
}
