import type { Change, Relation, Tuple } from './change.ts'
import type { Lsn } from './lsn.ts'
import { WireReader } from './wire-reader.ts'

/** A message of pgoutput, protocol version 1 (PostgreSQL docs, 54.9 Logical Replication Message Formats). */
export type WalMessage =
  | { kind: 'begin'; lsn: Lsn; xid: number }
  | { kind: 'commit'; endLsn: Lsn }
  | { kind: 'change'; change: Change; bytes: number }
  | { kind: 'other' }

const OLD_ROW = 'O'
const OLD_KEY = 'K'

/** Decodes one message. Values stay the text that Postgres printed; nothing is parsed by type. */
export function decodeWal(message: Buffer): WalMessage {
  const reader = new WireReader(message)
  const tag = reader.letter()
  if (tag === 'B') {
    const lsn = reader.uint64()
    reader.skip(8)
    return { kind: 'begin', lsn, xid: reader.uint32() }
  }
  if (tag === 'C') {
    reader.skip(1 + 8)
    return { kind: 'commit', endLsn: reader.uint64() }
  }
  const change = decodeChange(tag, reader)
  return change === undefined
    ? { kind: 'other' }
    : { kind: 'change', change, bytes: message.length }
}

function decodeChange(tag: string, reader: WireReader): Change | undefined {
  if (tag === 'I') return decodeInsert(reader)
  if (tag === 'U') return decodeUpdate(reader)
  if (tag === 'D') return decodeDelete(reader)
  if (tag === 'T') return decodeTruncate(reader)
  if (tag === 'R') return { kind: 'relation', relation: decodeRelation(reader) }
  return undefined
}

function decodeInsert(reader: WireReader): Change {
  const oid = reader.uint32()
  reader.skip(1)
  return { kind: 'insert', oid, next: decodeTuple(reader) }
}

function decodeUpdate(reader: WireReader): Change {
  const oid = reader.uint32()
  if (reader.letter() !== OLD_ROW) return { kind: 'blind', oid }
  const old = decodeTuple(reader)
  reader.skip(1)
  return { kind: 'update', oid, old, next: decodeTuple(reader, old) }
}

function decodeDelete(reader: WireReader): Change {
  const oid = reader.uint32()
  if (reader.letter() === OLD_KEY) return { kind: 'blind', oid }
  return { kind: 'delete', oid, old: decodeTuple(reader) }
}

function decodeTruncate(reader: WireReader): Change {
  const count = reader.uint32()
  reader.skip(1)
  return { kind: 'truncate', oids: Array.from({ length: count }, () => reader.uint32()) }
}

function decodeRelation(reader: WireReader): Relation {
  const oid = reader.uint32()
  const schema = reader.text()
  const name = reader.text()
  const full = reader.letter() === 'f'
  const columns = Array.from({ length: reader.uint16() }, () => {
    reader.skip(1)
    return { name: reader.text(), typeOid: reader.uint32(), typeMod: reader.int32() }
  })
  return { oid, schema, name, full, columns }
}

/** A large value that an update left alone isn't in the new row ('u'): it is the old row's. */
function decodeTuple(reader: WireReader, old?: Tuple): Tuple {
  const count = reader.uint16()
  const tuple: (string | null)[] = new Array(count)
  for (let index = 0; index < count; index++) {
    const kind = reader.letter()
    if (kind === 't') tuple[index] = reader.sized()
    else if (kind === 'u') tuple[index] = old?.[index] ?? null
    else tuple[index] = null
  }
  return tuple
}
