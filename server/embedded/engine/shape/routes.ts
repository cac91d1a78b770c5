import type { RowChange, Tuple } from '../wal/change.ts'
import type { Shape } from './shape.ts'

/** The shapes of one table. Those with an equality are found by its value, the others always apply. */
class TableRoutes {
  readonly all = new Set<Shape>()
  readonly #always = new Set<Shape>()
  readonly #byColumn = new Map<number, Map<string, Set<Shape>>>()

  add(shape: Shape): void {
    this.all.add(shape)
    const [column, value] = routeOf(shape)
    if (column === undefined || value === undefined) {
      this.#always.add(shape)
      return
    }
    const byValue = this.#byColumn.get(column) ?? new Map<string, Set<Shape>>()
    this.#byColumn.set(column, byValue)
    byValue.set(value, (byValue.get(value) ?? new Set()).add(shape))
  }

  remove(shape: Shape): void {
    this.all.delete(shape)
    this.#always.delete(shape)
    const [column, value] = routeOf(shape)
    if (column === undefined || value === undefined) return
    const byValue = this.#byColumn.get(column)
    const shapes = byValue?.get(value)
    shapes?.delete(shape)
    if (shapes?.size === 0) byValue?.delete(value)
    if (byValue?.size === 0) this.#byColumn.delete(column)
  }

  /** Costs one look-up for each column that shapes are found by, however many shapes there are. */
  *touched(old: Tuple | undefined, next: Tuple | undefined): Generator<Shape> {
    yield* this.#always
    for (const [column, byValue] of this.#byColumn) {
      const before = old?.[column]
      const after = next?.[column]
      if (before != null) yield* byValue.get(before) ?? []
      if (after != null && after !== before) yield* byValue.get(after) ?? []
    }
  }
}

/** Which shapes a change may concern. */
export class Routes {
  readonly #tables = new Map<number, TableRoutes>()

  add(shape: Shape): void {
    const { oid } = shape.definition.table
    const routes = this.#tables.get(oid) ?? new TableRoutes()
    this.#tables.set(oid, routes)
    routes.add(shape)
  }

  remove(shape: Shape): void {
    const { oid } = shape.definition.table
    const routes = this.#tables.get(oid)
    routes?.remove(shape)
    if (routes?.all.size === 0) this.#tables.delete(oid)
  }

  /** The shapes that may hold the row before or after the change. */
  touched(change: RowChange): Iterable<Shape> {
    const old = change.kind === 'insert' ? undefined : change.old
    const next = change.kind === 'delete' ? undefined : change.next
    return this.#tables.get(change.oid)?.touched(old, next) ?? []
  }

  /** All shapes of a table. */
  of(oid: number): Shape[] {
    return [...(this.#tables.get(oid)?.all ?? [])]
  }
}

function routeOf(shape: Shape): [number, string] | [] {
  const equality = shape.view.filter.find((test) => test.kind === 'equals')
  return equality === undefined ? [] : [equality.column, equality.value]
}
