-- Last write wins per column: pure functions of a row and a change; no table is touched here.
-- A row is the jsonb of all its columns. A change carries `whole` {column: value},
-- `keys` {column: {key: value}} and `elements` {column: {add, remove}}.

-- Merges cells {name: value} into an object whose cells have these stamps. `won` are the accepted
-- cells; `lost` tells that a refused one would have changed something; `top` is the highest clock.
CREATE FUNCTION merge_cells(p_value jsonb, p_stamps jsonb, p_cells jsonb, p_by write_clock,
  OUT won jsonb, OUT stamps jsonb, OUT changed boolean, OUT lost boolean, OUT top text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  stamp jsonb;
BEGIN
  IF p_stamps = '{}' THEN
    -- Nothing was ever written here: everything is accepted.
    stamp := jsonb_build_object(
      'hlc', p_by.hlc, 'client', p_by.client, 'seq', p_by.seq, 'rev', p_by.rev);
    SELECT jsonb_object_agg(key, stamp), min(p_by.hlc),
           bool_or(value <> coalesce(p_value -> key, 'null'))
    INTO stamps, top, changed FROM jsonb_each(p_cells);
    won := p_cells;
  ELSE
    WITH judged AS MATERIALIZED (
      SELECT key, value, value <> coalesce(p_value -> key, 'null') AS differs,
             accepted_hlc(p_stamps -> key, p_by) AS hlc
      FROM jsonb_each(p_cells)
    )
    SELECT jsonb_object_agg(key, value) FILTER (WHERE hlc IS NOT NULL),
           jsonb_object_agg(key, jsonb_build_object('hlc', hlc, 'client', p_by.client,
             'seq', p_by.seq, 'rev', p_by.rev)) FILTER (WHERE hlc IS NOT NULL),
           bool_or(differs AND hlc IS NOT NULL), bool_or(differs AND hlc IS NULL),
           max(hlc COLLATE "C")
    INTO won, stamps, changed, lost, top FROM judged;
  END IF;
  won := coalesce(won, '{}');
  stamps := coalesce(stamps, '{}');
  changed := coalesce(changed, false);
  lost := coalesce(lost, false);
END $$;

-- An object without the keys whose value is null.
CREATE FUNCTION without_nulls(p_value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, value) FILTER (WHERE value <> 'null'), '{}')
  FROM jsonb_each(p_value)
$$;

-- A list of texts as an object {text: true}.
CREATE FUNCTION set_of(p_list jsonb, p_mark jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(element, p_mark), '{}')
  FROM jsonb_array_elements_text(p_list) AS element
$$;

-- The members of a set {text: true} as a list: those of the first list in its order, then those of
-- the second in its order.
CREATE FUNCTION list_of(p_set jsonb, p_first jsonb, p_second jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(element ORDER BY place), '[]')
  FROM (SELECT element, min(place) AS place
        FROM jsonb_array_elements_text(p_first || p_second) WITH ORDINALITY AS e (element, place)
        WHERE p_set ? element
        GROUP BY element) AS members
$$;

-- The columns of a change that are merged part by part: `before` and `cells` as objects, `added`
-- where the column is a list.
CREATE FUNCTION parts_of(p_row jsonb, p_change jsonb)
RETURNS TABLE (col text, before jsonb, cells jsonb, added jsonb) LANGUAGE sql STABLE AS $$
  SELECT key, p_row -> key, value, NULL FROM jsonb_each(p_change -> 'keys')
  UNION ALL
  SELECT key, set_of(p_row -> key, 'true'),
    set_of(value -> 'remove', 'null') || set_of(value -> 'add', 'true'), value -> 'add'
  FROM jsonb_each(p_change -> 'elements')
$$;

-- Merges a whole change into a row: `won` is what its columns become, `stamps` what its clock does.
-- `changed` tells that a value is another one now; `top` is null where nothing was accepted.
CREATE FUNCTION merge_row(p_row jsonb, p_change jsonb, p_by write_clock,
  OUT won jsonb, OUT stamps jsonb, OUT changed boolean, OUT lost boolean, OUT top text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  clock jsonb := p_row -> 'clock';
  part record;
  cell record;
BEGIN
  cell := merge_cells(p_row, clock, p_change -> 'whole', p_by);
  won := cell.won;
  stamps := cell.stamps;
  changed := cell.changed;
  lost := cell.lost;
  top := cell.top;
  IF p_change -> 'keys' = '{}' AND p_change -> 'elements' = '{}' THEN
    RETURN;
  END IF;
  FOR part IN SELECT * FROM parts_of(p_row, p_change) LOOP
    cell := merge_cells(part.before, coalesce(clock -> part.col, '{}'), part.cells, p_by);
    cell.won := without_nulls(part.before || cell.won);
    won := won || jsonb_build_object(part.col, CASE WHEN part.added IS NULL THEN cell.won
      ELSE list_of(cell.won, p_row -> part.col, part.added) END);
    stamps := stamps
      || jsonb_build_object(part.col, coalesce(clock -> part.col, '{}') || cell.stamps);
    changed := changed OR cell.changed;
    lost := lost OR cell.lost;
    top := greatest(top COLLATE "C", cell.top);
  END LOOP;
END $$;

-- What becomes of a change that is not merged at all: there is no row, or it is deleted; else null.
CREATE FUNCTION unmerged_outcome(p_row jsonb, p_change jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_row IS NULL AND p_change ->> 'op' = 'delete' THEN 'noop'
    WHEN p_row IS NULL AND p_change ->> 'op' = 'update' THEN 'DEP_MISSING'
    WHEN p_row ->> 'deleted_at' IS NOT NULL AND p_change ->> 'op' <> 'delete'
      AND NOT p_change -> 'whole' ? 'deleted_at' THEN 'DELETED' END
$$;

-- What a change does to a row (null where there is none yet; an insert then starts from the defaults
-- of its table). Outcomes: applied, partial, noop, STALE, DELETED, DEP_MISSING; the last three leave
-- the row as it was.
CREATE FUNCTION merge_change(p_row jsonb, p_defaults jsonb, p_change jsonb, p_now timestamptz,
  OUT merged jsonb, OUT outcome text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  before jsonb := coalesce(p_row, p_defaults);
  clock write_clock := (
    least(p_change ->> 'hlc' COLLATE "C", hlc_at(p_now + interval '5 seconds')),
    p_change ->> 'client', p_change ->> 'seq', p_change ->> 'base_rev',
    (before ->> 'rev')::bigint + 1);
  done record;
BEGIN
  merged := p_row;
  outcome := unmerged_outcome(p_row, p_change);
  IF outcome IS NOT NULL THEN
    RETURN;
  END IF;
  IF p_change ->> 'op' = 'delete' THEN
    p_change := jsonb_set(p_change, '{whole}', jsonb_build_object('deleted_at', coalesce(
      p_row ->> 'deleted_at', wire_instant(least(hlc_time(clock.hlc), p_now)))));
  END IF;
  done := merge_row(before, p_change, clock);
  -- A restore that lost leaves the row deleted, and nothing can be written to a deleted row.
  IF (done.lost AND done.top IS NULL) OR (p_row ->> 'deleted_at' IS NOT NULL
      AND p_change ->> 'op' = 'update' AND NOT done.won ? 'deleted_at') THEN
    outcome := 'STALE';
    RETURN;
  END IF;
  outcome := CASE WHEN done.lost THEN 'partial' WHEN done.changed OR p_row IS NULL THEN 'applied'
    ELSE 'noop' END;
  IF p_row IS NULL THEN
    done.won := done.won || jsonb_build_object('id', p_change -> 'entity', 'created_at',
      wire_instant(least(to_timestamp((p_change ->> 'created_at')::bigint / 1000.0), p_now)));
  ELSIF NOT done.changed THEN
    -- Nothing became another value: the stamps still rise, the revision does not.
    clock.rev := clock.rev - 1;
    done := merge_row(before, p_change, clock);
    merged := before || done.won || jsonb_build_object('clock', before -> 'clock' || done.stamps);
    RETURN;
  END IF;
  done.top := coalesce(done.top, clock.hlc);
  merged := before || (done.won || jsonb_build_object(
    'clock', before -> 'clock' || done.stamps, 'rev', clock.rev,
    'lww', greatest(before ->> 'lww' COLLATE "C", done.top),
    'updated_at', wire_instant(hlc_time(done.top)), 'server_at', wire_instant(p_now)));
END $$;
