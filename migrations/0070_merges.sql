-- What a merge of two works did, so that it can be undone, and so that two works whose merge was
-- undone stay two. `taken` are the survivor's cells that came from the loser, each with what was
-- there before; `moved` are the rows that pointed to the loser.
CREATE TABLE merges (
  owner_id uuid NOT NULL REFERENCES owners,
  loser_id uuid NOT NULL,
  survivor_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  taken jsonb NOT NULL CHECK (jsonb_typeof(taken) = 'array'),
  moved jsonb NOT NULL CHECK (jsonb_typeof(moved) = 'array'),
  undone_at timestamptz(3),
  PRIMARY KEY (owner_id, loser_id, survivor_id),
  CHECK (loser_id <> survivor_id)
);

CREATE INDEX merges_at ON merges (at);

ALTER TABLE merges ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON merges TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON merges TO deeprecall_app;
