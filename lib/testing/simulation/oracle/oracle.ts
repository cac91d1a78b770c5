import type { BatchResponse, WireChange } from '../../../wire/batch.ts'
import type { History, Version } from '../history.ts'
import { ModelServer } from '../model-server.ts'
import { checkAnswers } from './answers.ts'
import { checkRepeats } from './repeats.ts'
import { differences } from './rows.ts'
import { Views } from './views.ts'

/** Everything that is held against a run: the model, the order, what is shown, what is counted. */
export interface Oracle {
  model: ModelServer
  views: Views
  /** How many changes of each client have taken effect on the server, by its id. */
  applied: Map<string, number>
  onBatch(changes: readonly WireChange[], response: BatchResponse, nowMs: number): void
  onVersions(versions: readonly Version[]): void
}

export interface Judged {
  history: History
  /** Changes that never fit the schema when they arrive. */
  spoiled: Pick<Set<string>, 'has'>
  /** Works with the same identifier become one: the model does not foretell that. */
  merging: boolean
  violation: (what: string) => void
}

/** An oracle at the beginning of a world. */
export function createOracle({ history, spoiled, merging, violation }: Judged): Oracle {
  const model = new ModelServer(spoiled)
  const views = new Views(history, violation)
  const applied = new Map<string, number>()
  const check = merging ? checkRepeats(model.ledger, violation) : checkAnswers(model, violation)
  return {
    ...{ model, views, applied },
    onBatch: (changes, response, nowMs) => {
      check(changes, response, nowMs)
      const byId = new Map(changes.map((change) => [change.id, change]))
      for (const { id, rev, outcome } of response.responses) {
        const change = byId.get(id)
        if (!change || outcome === 'duplicate') continue
        const clientId = change.client_id ?? ''
        applied.set(clientId, (applied.get(clientId) ?? 0) + 1)
        views.accepted(clientId, change, rev)
      }
    },
    onVersions: (versions) => {
      if (!merging) differences(model, versions).forEach(violation)
    },
  }
}
