-- Reading and writing the rows of a batch. Generic over tables: identifiers are quoted and come
-- from the catalogue, values travel as jsonb.

-- Locks rows in the order of their ids, so that two batches never wait for each other, and gives
-- them as the wire writes them. The lock lets other transactions still refer to the rows.
CREATE FUNCTION lock_rows(p_owner uuid, p_table text, p_ids uuid[])
RETURNS TABLE (id uuid, content jsonb) LANGUAGE plpgsql AS $$
DECLARE
  instants text;
BEGIN
  SELECT string_agg(format('%1$L, wire_instant(t.%1$I)', attname), ', ') INTO instants
  FROM pg_attribute
  WHERE attrelid = p_table::regclass AND atttypid = 'timestamptz'::regtype AND attnum > 0;
  RETURN QUERY EXECUTE format(
    'SELECT t.id, to_jsonb(t) || jsonb_build_object(%s) FROM %I t
     WHERE t.owner_id = $1 AND t.id = ANY ($2) ORDER BY t.id FOR NO KEY UPDATE', instants, p_table)
  USING p_owner, p_ids;
END $$;

-- A row of a table with nothing set but the defaults.
CREATE FUNCTION default_row(p_table text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  defaults text;
  made jsonb;
BEGIN
  SELECT string_agg(format('%L, %s', a.attname, pg_get_expr(d.adbin, d.adrelid)), ', ')
  INTO defaults
  FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  WHERE d.adrelid = p_table::regclass;
  EXECUTE format('SELECT to_jsonb(r) || jsonb_build_object(%s)
    FROM jsonb_populate_record(NULL::%I, ''{}'') r', defaults, p_table) INTO made;
  RETURN made || '{"rev": 0, "lww": ""}';
END $$;

-- Inserts rows in the order of their ids. Another transaction that made one of them meanwhile is a
-- unique violation: the caller starts again and finds that row.
CREATE FUNCTION insert_rows(p_table text, p_rows jsonb[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO %1$I SELECT r.* FROM unnest($1) AS content,
    jsonb_populate_record(NULL::%1$I, content) AS r ORDER BY r.id', p_table) USING p_rows;
END $$;

-- Writes the named columns, and those that every change writes, of rows that are locked. Naming
-- them keeps Postgres from storing a long text again that nobody touched.
CREATE FUNCTION update_rows(p_owner uuid, p_table text, p_rows jsonb[], p_columns text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  assignments text;
BEGIN
  SELECT string_agg(format('%1$I = r.%1$I', attname), ', ') INTO assignments
  FROM pg_attribute
  WHERE attrelid = p_table::regclass AND attnum > 0 AND NOT attisdropped
    AND attname = ANY (p_columns
      || '{rev, clock, lww, updated_at, server_at, deleted_at}'::text[]);
  EXECUTE format('UPDATE %1$I t SET %2$s FROM unnest($1) AS content,
    jsonb_populate_record(NULL::%1$I, content) AS r
    WHERE t.owner_id = $2 AND t.id = r.id', p_table, assignments) USING p_rows, p_owner;
END $$;
