import type { Alias, Withdrawn } from './database.ts'
import type { Head } from './head.ts'
import { got } from './request.ts'
import type { Touched } from './touched.ts'

/** What is kept beside the changes: rows that were taken back, and where merged rows live on. */
export class Aside {
  readonly #book: { head: Head }
  readonly #withdrawn: IDBObjectStore
  readonly #aliases: IDBObjectStore
  readonly #touched: Touched
  /** Hardly any library has one: asked once, so that nothing is written for nothing. */
  #anyAlias: Promise<boolean> | undefined

  constructor(tx: IDBTransaction, book: { head: Head }, touched: Touched) {
    this.#book = book
    this.#withdrawn = tx.objectStore('withdrawn')
    this.#aliases = tx.objectStore('aliases')
    this.#touched = touched
  }

  withdrawn(entity: string): Promise<Withdrawn | undefined> {
    return got(this.#withdrawn.get(entity))
  }

  withdraw(pair: Withdrawn): void {
    this.#withdrawn.put(pair)
    this.#book.head.withdrawn += 1
  }

  allWithdrawn(): Promise<Withdrawn[]> {
    return got(this.#withdrawn.getAll())
  }

  /** Writes a withdrawn pair anew. */
  rewrite(pair: Withdrawn): void {
    this.#withdrawn.put(pair)
  }

  forgetWithdrawn(entity: string): void {
    this.#withdrawn.delete(entity)
    this.#book.head.withdrawn -= 1
  }

  /** The entities whose pairs were withdrawn before a moment (epoch ms). */
  async withdrawnBefore(atMs: number): Promise<string[]> {
    const keys = this.#withdrawn.index('at').getAllKeys(IDBKeyRange.upperBound(atMs))
    return (await got(keys)) as string[] // the store's key is the entity
  }

  putAlias(alias: Alias): void {
    this.#anyAlias = Promise.resolve(true)
    this.#aliases.put(alias)
    this.#touched.alias(alias.entity)
  }

  async forgetAlias(entity: string): Promise<void> {
    this.#anyAlias ??= got(this.#aliases.count()).then((count) => count > 0)
    if (!(await this.#anyAlias)) return
    this.#aliases.delete(entity)
    this.#touched.alias(entity)
  }
}
