-- One batch in one round trip and one transaction. A change comes as {id, hash, table, op,
-- entity, client, seq, hlc, base_rev, created_at, group, unit, slot, whole, keys, elements}, in the
-- order in which it is to be applied: `unit` numbers what stands and falls together (one change or
-- one group), `slot` the entities of the batch from 1. A change that was refused before it came here
-- is {id, hash, refused: result}. A result is {outcome, code?, error?, rev?, row?}.

-- The rows that the batch names, locked, by slot; null where there is none yet.
CREATE FUNCTION lock_batch(p_owner uuid, p_changes jsonb[]) RETURNS jsonb[] LANGUAGE plpgsql AS $$
DECLARE
  found jsonb[] := array_fill(NULL::jsonb, ARRAY[greatest(cardinality(p_changes), 1)]);
  named record;
  held record;
BEGIN
  FOR named IN
    SELECT c ->> 'table' AS name, array_agg((c ->> 'entity')::uuid) AS ids,
           jsonb_object_agg(c ->> 'entity', c -> 'slot') AS slots
    FROM unnest(p_changes) AS c WHERE c ? 'slot' GROUP BY 1 ORDER BY 1
  LOOP
    FOR held IN SELECT * FROM lock_rows(p_owner, named.name, named.ids) LOOP
      found[(named.slots ->> held.id::text)::int] := held.content;
    END LOOP;
  END LOOP;
  RETURN found;
END $$;

-- What is known before anything is applied: stored receipts, reused ids, refusals.
CREATE FUNCTION known_results(p_owner uuid, p_changes jsonb[]) RETURNS jsonb[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  ids uuid[] := ARRAY(SELECT (c ->> 'id')::uuid FROM unnest(p_changes) AS c);
  known jsonb[] := ARRAY(SELECT c -> 'refused' FROM unnest(p_changes) AS c);
  stored record;
BEGIN
  FOR stored IN
    SELECT array_position(ids, l.change_id) AS place, encode(l.payload_hash, 'hex') AS hash, l.receipt
    FROM write_log l WHERE l.owner_id = p_owner AND l.change_id = ANY (ids)
  LOOP
    known[stored.place] := CASE WHEN stored.hash = p_changes[stored.place] ->> 'hash'
      THEN stored.receipt || '{"stored": true}'
      ELSE '{"outcome": "rejected", "code": "ID_REUSE"}' END;
  END LOOP;
  RETURN known;
END $$;

-- Keeps the receipts of a batch. Not kept is what a repeat may answer otherwise. Another
-- transaction that applied one of the changes meanwhile is a unique violation: the caller starts
-- again and finds its receipt.
CREATE FUNCTION keep_results(p_owner uuid, p_changes jsonb[], p_results jsonb[], p_now timestamptz)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO write_log (owner_id, change_id, payload_hash, client_id, seq, table_name, entity_id,
    op, hlc, outcome, code, rev, receipt, server_at)
  SELECT p_owner, (c ->> 'id')::uuid, decode(c ->> 'hash', 'hex'), (c ->> 'client')::uuid,
    (c ->> 'seq')::bigint, c ->> 'table', (c ->> 'entity')::uuid, c ->> 'op', c ->> 'hlc',
    result ->> 'outcome', result ->> 'code', (result ->> 'rev')::bigint, result, p_now
  FROM unnest(p_changes, p_results) AS given (c, result)
  WHERE NOT result ? 'stored'
    AND coalesce(result ->> 'code', '') NOT IN ('ID_REUSE', 'DEP_MISSING')
  ORDER BY c ->> 'id'
$$;

-- Applies a batch at the server's time `p_now`. Row locks, unique violations and time-outs may end
-- the whole transaction; bad changes never do.
CREATE FUNCTION apply_changes(p_owner uuid, p_changes jsonb, p_now timestamptz)
RETURNS TABLE (id uuid, result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  changes jsonb[] := ARRAY(SELECT jsonb_array_elements(p_changes));
  contents jsonb[] := lock_batch(p_owner, changes);
  results jsonb[] := known_results(p_owner, changes);
BEGIN
  -- What is acknowledged survives a crash, whatever this database's default is.
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  SELECT * INTO contents, results
  FROM apply_units(p_owner, changes, 1, cardinality(changes), p_now, contents, results);
  PERFORM keep_results(p_owner, changes, results, p_now);
  RETURN QUERY SELECT (c ->> 'id')::uuid, r FROM unnest(changes, results) AS done (c, r);
END $$;
