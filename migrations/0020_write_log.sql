-- The ledger: what became of each change, kept under the change's own id, so that a repeat gets the
-- first answer. Its key holds the owner: nobody can probe or occupy another one's ids.
CREATE TABLE write_log (
  owner_id uuid NOT NULL REFERENCES owners,
  change_id uuid NOT NULL,
  payload_hash bytea NOT NULL CHECK (length(payload_hash) = 32),
  client_id uuid,
  seq bigint,
  table_name text,
  entity_id uuid,
  op text,
  hlc text,
  outcome text NOT NULL CHECK (outcome IN ('applied', 'partial', 'noop', 'redirected', 'rejected')),
  code text,
  rev bigint,
  receipt jsonb NOT NULL,
  server_at timestamptz(3) NOT NULL,
  PRIMARY KEY (owner_id, change_id),
  CHECK ((outcome = 'rejected') = (code IS NOT NULL))
);

CREATE INDEX write_log_server_at ON write_log (server_at);

ALTER TABLE write_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON write_log TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT ON write_log TO deeprecall_app;
