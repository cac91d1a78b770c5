-- Hybrid logical clocks as text: 12 hex digits of milliseconds since the epoch, 4 of a counter.
-- They are compared bytewise (COLLATE "C"), as lib/wire/hlc.ts does.

-- The clock of a moment.
CREATE FUNCTION hlc_at(p_time timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT lpad(to_hex(floor(extract(epoch FROM p_time) * 1000)::bigint), 12, '0') || '0000'
$$;

-- The moment of a clock.
CREATE FUNCTION hlc_time(p_hlc text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT to_timestamp(('x' || left(p_hlc, 12))::bit(48)::bigint / 1000.0)
$$;

-- The next clock above one.
CREATE FUNCTION hlc_next(p_hlc text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT lpad(to_hex(('x' || p_hlc)::bit(64)::bigint + 1), 16, '0')
$$;

-- An instant as the wire writes it: ISO 8601 in UTC with milliseconds.
CREATE FUNCTION wire_instant(p_time timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(p_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Who writes and when: `hlc` is already clamped to the server's time, `rev` is the row's revision
-- that the write makes, `base_rev` the newest one that the writer had seen.
CREATE TYPE write_clock AS (hlc text, client text, seq bigint, base_rev bigint, rev bigint);

-- The clock that a write leaves on a column with this stamp, or null where the write loses.
-- A stamp is {hlc, client, seq, rev}. What is accepted is always above what it replaces.
CREATE FUNCTION accepted_hlc(p_stamp jsonb, p_by write_clock) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_stamp IS NULL OR (p_by.hlc COLLATE "C", p_by.client COLLATE "C")
     > (p_stamp ->> 'hlc', p_stamp ->> 'client') THEN
    RETURN p_by.hlc;
  END IF;
  IF (p_stamp ->> 'client' = p_by.client AND (p_stamp ->> 'seq')::bigint < p_by.seq)
     OR p_by.base_rev >= (p_stamp ->> 'rev')::bigint THEN
    RETURN hlc_next(p_stamp ->> 'hlc');
  END IF;
  RETURN NULL;
END $$;
