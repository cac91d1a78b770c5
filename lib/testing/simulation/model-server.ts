import { snakeCase } from '../../kit/case.ts'
import { entityOf } from '../../schema/entities.ts'
import type { WireChange } from '../../wire/batch.ts'
import { applyToRow, type ModelRow, type Told, valueIn } from './model.ts'

/** These are told and forgotten: a repeat is looked at afresh. */
export const FORGOTTEN = new Set<string>(['DEP_MISSING', 'LOCKED', 'TOO_NEW', 'ID_REUSE'])

/**
 * The server as the contract says it, of one owner: rows, and a ledger of what each change was told.
 * It shares no code with the server.
 */
export class ModelServer {
  readonly rows = new Map<string, ModelRow>()
  /** Change id → what it was told first. */
  readonly ledger = new Map<string, Told>()
  /** Changes that the world spoils on their way, so that the schema refuses them. */
  readonly spoiled: Pick<Set<string>, 'has'>

  constructor(spoiled: Pick<Set<string>, 'has'>) {
    this.spoiled = spoiled
  }

  /** What each change of a batch is told, by its id. */
  apply(changes: readonly WireChange[], nowMs: number): Map<string, Told> {
    const told = new Map<string, Told>()
    for (const unit of Map.groupBy(changes, (change) => change.group ?? change).values()) {
      for (const [id, answer] of this.#applyUnit(unit, nowMs)) told.set(id, answer)
    }
    return told
  }

  /** What stands and falls together: losing to something newer is no fall. */
  #applyUnit(unit: readonly WireChange[], nowMs: number): Map<string, Told> {
    const before = new Map(this.rows)
    const told = new Map<string, Told>()
    for (const change of unit) told.set(change.id, this.#applyOne(change, nowMs))
    const fall = [...told.values()].find((one) => 'code' in one && one.code !== 'STALE')
    const missing = unit.some((change) => this.#lacksParent(change))
    const code = fall && 'code' in fall ? fall.code : missing ? 'DEP_MISSING' : undefined
    if (code !== undefined) {
      this.rows.clear()
      for (const [key, row] of before) this.rows.set(key, row)
      for (const [id] of told) if (!this.ledger.has(id)) told.set(id, { code })
    }
    for (const [id, answer] of told) {
      const forgotten = 'code' in answer && FORGOTTEN.has(answer.code)
      if (!forgotten && !this.ledger.has(id)) this.ledger.set(id, answer)
    }
    return told
  }

  #applyOne(change: WireChange, nowMs: number): Told {
    const known = this.ledger.get(change.id)
    if (known) return 'code' in known ? known : { outcome: 'duplicate' }
    if (this.spoiled.has(change.id)) return { code: 'INVALID' }
    const key = `${change.table}:${change.payload.id}`
    const { row, told } = applyToRow(this.rows.get(key), change, nowMs)
    if (row) this.rows.set(key, row)
    return told
  }

  /** Whether a row points to one that never was; a deleted one is there. */
  #lacksParent({ id, table, payload }: WireChange): boolean {
    const row = this.rows.get(`${table}:${payload.id}`)
    if (!row || this.ledger.has(id)) return false
    return Object.entries(entityOf(table)?.parents ?? {}).some(([field, parentTable]) => {
      const parent = valueIn(row, snakeCase(field))
      return typeof parent === 'string' && !this.rows.has(`${parentTable}:${parent}`)
    })
  }
}
