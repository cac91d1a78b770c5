import { expect } from 'vitest'

/** The columns of the table in Electric's transcript, and of its first two rows. */
export const GOLDEN_COLUMNS = `id int PRIMARY KEY, user_id text NOT NULL, v varchar(8), c char(5),
  n numeric(8,2), a int[], j jsonb, ts timestamptz, ok bool, big text, e text`
export const GOLDEN_ROWS = `
  (1, 'u/1', 'vv', 'ab', 1.5, '{1,NULL}', '{"k":1}', '2026-01-01 01:00+01', true, NULL, ''),
  (2, 'u2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`

export const GOLDEN_SCHEMA = {
  id: { type: 'int4', pk_index: 0, not_null: true },
  user_id: { type: 'text', not_null: true },
  v: { type: 'varchar', max_length: 8 },
  c: { type: 'bpchar', length: 5 },
  n: { type: 'numeric', precision: 8, scale: 2 },
  a: { type: 'int4', dims: 1 },
  j: { type: 'jsonb' },
  ts: { type: 'timestamptz' },
  ok: { type: 'bool' },
  big: { type: 'text' },
  e: { type: 'text' },
}

const EMPTY = { v: null, c: null, n: null, a: null, j: null, ts: null, ok: null, big: null }

/** The first row in a snapshot; the log prints `ok` as `t`. */
export const ROW_1 = {
  ...EMPTY,
  id: '1',
  user_id: 'u/1',
  v: 'vv',
  c: 'ab   ',
  n: '1.50',
  a: '{1,NULL}',
  j: '{"k": 1}',
  ts: '2026-01-01 00:00:00+00',
  ok: 'true',
  e: '',
}
export const ROW_2 = { ...EMPTY, id: '2', user_id: 'u2', e: null }

/** A decimal number of any size, as text. */
export const NUMBER: unknown = expect.stringMatching(/^\d+$/)
export const SNAPSHOT_END = {
  headers: { control: 'snapshot-end', xmin: NUMBER, xmax: NUMBER, xip_list: [] },
}
export const UP_TO_DATE = { headers: { control: 'up-to-date', global_last_seen_lsn: NUMBER } }
export const MUST_REFETCH = [{ headers: { control: 'must-refetch' } }]
