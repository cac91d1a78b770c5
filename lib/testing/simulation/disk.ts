import type { Dexie } from 'dexie'

/*
 * fake-indexeddb from the inside: a page that dies takes its open transactions with it, and nothing
 * of the standard's interface can do that to a page which does not know that it is dead.
 */
interface RawTransaction {
  db: RawConnection
  _state: string
  _rollbackLog: (() => void)[]
  _requests: unknown[]
}

interface RawDatabase {
  transactions: RawTransaction[]
  connections: RawConnection[]
  processTransactions(): void
}

interface RawConnection {
  _rawDatabase: RawDatabase
  transaction(...args: unknown[]): RawTransaction
  close(): void
}

/**
 * Kills a connection: what it had not committed is undone, and whatever its page's code still asks
 * of it is never answered. Other connections to the database go on.
 */
export function cutOff(db: Dexie): void {
  const connection = db.backendDB() as unknown as RawConnection // fake-indexeddb's, as declared above
  const raw = connection._rawDatabase
  for (const open of [...raw.transactions]) if (open.db === connection) undo(raw, open)
  const begin = connection.transaction.bind(connection)
  connection.transaction = (...args) => {
    const never = begin(...args)
    raw.transactions.splice(raw.transactions.indexOf(never), 1)
    return never
  }
  raw.connections = raw.connections.filter((other) => other !== connection)
  raw.processTransactions()
}

function undo(raw: RawDatabase, open: RawTransaction): void {
  raw.transactions.splice(raw.transactions.indexOf(open), 1)
  if (open._state === 'finished') return
  for (const step of open._rollbackLog.reverse()) step()
  open._rollbackLog = []
  open._requests = []
  open._state = 'finished'
}
