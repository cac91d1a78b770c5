-- Applies a range of changes: merges in memory, then writes each table at once. Where the database
-- refuses something, the range is taken back and halved until what is refused stands alone, so that
-- its neighbours are applied.

-- Writes the rows that differ from what was there. References are checked when all are in, so that
-- the order of tables does not matter.
CREATE FUNCTION write_rows(p_owner uuid, p_changes jsonb[], p_before jsonb[], p_after jsonb[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t record;
BEGIN
  SET CONSTRAINTS ALL DEFERRED;
  FOR t IN
    SELECT name, columns,
      array_agg(p_after[slot]) FILTER (WHERE p_before[slot] IS NULL) AS made,
      array_agg(p_after[slot]) FILTER (WHERE p_before[slot] <> p_after[slot]) AS changed
    FROM (
      SELECT c ->> 'table' AS name, array_agg(DISTINCT (c ->> 'slot')::int) AS slots,
        array_agg(DISTINCT col) AS columns
      FROM unnest(p_changes) AS c
      LEFT JOIN LATERAL jsonb_object_keys((c -> 'whole') || (c -> 'keys') || (c -> 'elements'))
        AS col ON true
      WHERE c ? 'slot' GROUP BY 1
    ) AS named, unnest(slots) AS slot
    WHERE p_after[slot] IS NOT NULL
    GROUP BY name, columns
  LOOP
    IF t.made IS NOT NULL THEN
      PERFORM insert_rows(t.name, t.made);
    END IF;
    IF t.changed IS NOT NULL THEN
      PERFORM update_rows(p_owner, t.name, t.changed, t.columns);
    END IF;
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
END $$;

-- What the inserts of a range start from, by table.
CREATE FUNCTION default_rows(p_owner uuid, p_changes jsonb[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(
    name, default_row(name) || jsonb_build_object('owner_id', p_owner)), '{}')
  FROM (SELECT DISTINCT c ->> 'table' AS name FROM unnest(p_changes) AS c
        WHERE c ->> 'op' = 'insert') AS named
$$;

-- What became of a merged change, as it is answered: with its row where there is one to show.
CREATE FUNCTION result_of(p_outcome text, p_row jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  shown boolean := p_row IS NOT NULL AND p_row ->> 'deleted_at' IS NULL;
  visible jsonb := CASE WHEN shown THEN p_row - '{clock,deleted_at,server_at}'::text[] END;
BEGIN
  RETURN CASE
    WHEN p_outcome NOT IN ('STALE', 'DELETED', 'DEP_MISSING') AND shown
      THEN jsonb_build_object('outcome', p_outcome, 'rev', p_row -> 'rev', 'row', visible)
    WHEN p_outcome NOT IN ('STALE', 'DELETED', 'DEP_MISSING')
      THEN jsonb_build_object('outcome', p_outcome, 'rev', coalesce(p_row -> 'rev', '0'))
    WHEN shown
      THEN jsonb_build_object('outcome', 'rejected', 'code', p_outcome, 'row', visible)
    ELSE jsonb_build_object('outcome', 'rejected', 'code', p_outcome) END;
END $$;

CREATE FUNCTION apply_units(p_owner uuid, p_changes jsonb[], p_from int, p_to int,
  p_now timestamptz, INOUT contents jsonb[], INOUT results jsonb[])
LANGUAGE plpgsql AS $$
DECLARE
  contents_before jsonb[] := contents;
  results_before jsonb[] := results;
  defaults jsonb := default_rows(p_owner, p_changes[p_from:p_to]);
  change jsonb;
  slot int;
  done record;
  refusal text;
  middle int;
BEGIN
  BEGIN
    FOR i IN p_from .. p_to LOOP
      change := p_changes[i];
      IF results[i] IS NULL THEN
        slot := change ->> 'slot';
        done := merge_change(
          contents[slot], defaults -> (change ->> 'table'), change, p_now);
        contents[slot] := done.merged;
        results[i] := result_of(done.outcome, done.merged);
      END IF;
      refusal := results[i] ->> 'code';
      -- A group stands and falls together; losing to something newer is no fall.
      IF change ->> 'group' IS NOT NULL AND refusal <> 'STALE'
         AND NOT results[i] ? 'stored' THEN
        RAISE EXCEPTION USING ERRCODE = 'DR001';
      END IF;
    END LOOP;
    PERFORM write_rows(p_owner, p_changes[p_from:p_to], contents_before, contents);
    RETURN;
  EXCEPTION
    WHEN SQLSTATE 'DR001' THEN
      NULL;
    WHEN foreign_key_violation THEN
      refusal := 'DEP_MISSING';
    WHEN unique_violation THEN
      RAISE;
    WHEN data_exception OR integrity_constraint_violation OR insufficient_privilege
      OR program_limit_exceeded THEN
      refusal := 'INVALID';
  END;
  contents := contents_before;
  results := results_before;
  SELECT n INTO middle FROM generate_series(p_from, p_to - 1) AS n
  WHERE p_changes[n] -> 'unit' <> p_changes[n + 1] -> 'unit'
  ORDER BY abs(2 * n - p_from - p_to) LIMIT 1;
  IF middle IS NULL THEN
    FOR i IN p_from .. p_to LOOP
      results[i] := coalesce(results[i], jsonb_build_object('outcome', 'rejected', 'code', refusal));
    END LOOP;
    RETURN;
  END IF;
  SELECT * INTO contents, results
  FROM apply_units(p_owner, p_changes, p_from, middle, p_now, contents, results);
  SELECT * INTO contents, results
  FROM apply_units(p_owner, p_changes, middle + 1, p_to, p_now, contents, results);
END $$;
