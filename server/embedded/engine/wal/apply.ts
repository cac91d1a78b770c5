import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Operation } from '../protocol/messages.ts'
import type { Shape } from '../shape/shape.ts'
import type { Shapes } from '../shape/shapes.ts'
import { operationsOf } from '../shape/view.ts'
import type { Change, Relation, RowChange, Transaction } from './change.ts'
import type { Lsn } from './lsn.ts'
import { RecentTransactions } from './recent.ts'

/** Of each change; an update of the primary key is two, and the second takes the odd number. */
const POSITION_STEP = 2

type Parts = Map<Shape, Operation[]>

/** Applies the stream to the shapes, one whole transaction after the other. */
export class Apply {
  readonly recent = new RecentTransactions()
  connected = false
  /** Everything committed before this place has been applied. */
  seen: Lsn = 0n
  readonly #shapes: Shapes
  readonly #catalogue: Catalogue

  constructor(shapes: Shapes, catalogue: Catalogue) {
    this.#shapes = shapes
    this.#catalogue = catalogue
  }

  /** A new stream: it brings everything that is committed after this place. */
  start(lsn: Lsn): void {
    this.seen = lsn
    this.connected = true
  }

  /** The stream broke: what it would have brought is missing in every shape. */
  stop(reason: string): void {
    this.connected = false
    this.#catalogue.clear()
    this.#shapes.endAll(reason)
  }

  transaction(transaction: Transaction): void {
    const parts: Parts = new Map()
    let position = 0
    for (const change of transaction.changes) {
      if (change.kind === 'relation') {
        this.#hear(change.relation)
        continue
      }
      this.#change(change, position, parts)
      position += POSITION_STEP
    }
    this.seen = transaction.lsn
    this.recent.add(transaction.xid)
    for (const [shape, operations] of parts) this.#shapes.feed(shape, transaction, operations)
  }

  /** Nothing is on its way that was committed before this place. */
  idle(lsn: Lsn): void {
    if (lsn > this.seen) this.seen = lsn
  }

  #change(change: Exclude<Change, { kind: 'relation' }>, position: number, parts: Parts): void {
    if (change.kind === 'truncate') {
      for (const oid of change.oids) this.#shapes.endTable(oid, 'truncated')
    } else if (change.kind === 'blind') {
      this.#shapes.endTable(change.oid, 'changed too much, or without its old rows')
    } else {
      this.#rowChange(change, position, parts)
    }
  }

  #rowChange(change: RowChange, position: number, parts: Parts): void {
    for (const shape of this.#shapes.routes.touched(change)) {
      const operations = operationsOf(shape.view, change, position)
      if (operations.length === 0) continue
      const part = parts.get(shape)
      if (part === undefined) parts.set(shape, operations)
      else part.push(...operations)
    }
  }

  #hear(relation: Relation): void {
    for (const oid of this.#catalogue.hear(relation))
      this.#shapes.endTable(oid, 'its table has changed')
  }
}
