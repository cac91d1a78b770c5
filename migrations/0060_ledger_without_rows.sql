-- The ledger keeps what became of a change and no row any more: a repeat is shown the row as it is
-- then. What a refusal said, and where a redirected change went, become columns.
ALTER TABLE write_log ADD COLUMN error text, ADD COLUMN canonical_id uuid;
UPDATE write_log SET error = receipt ->> 'error', canonical_id = (receipt ->> 'canonical_id')::uuid
WHERE receipt ?| '{error,canonical_id}';
ALTER TABLE write_log DROP COLUMN receipt;
