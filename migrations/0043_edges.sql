-- Edges: one column a field of lib/schema/edge.ts; a test holds the two together.
-- An edge has no foreign key: its ends are rows of any table, and may be gone. That one pair has one
-- edge of a relation follows from its id, which is made of the three.
CREATE TABLE edges (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  relation text NOT NULL CHECK (relation IN (
    'contains', 'assignedIn', 'partOf', 'cites', 'relatedTo', 'prerequisite', 'references')),
  position text CHECK (position ~ '^[A-Za-z][0-9A-Za-z]+$'),
  label text,
  metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  rev bigint NOT NULL,
  clock jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(clock) = 'object'),
  lww text NOT NULL CHECK (lww ~ '^[0-9a-f]{16}$'),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  server_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  PRIMARY KEY (owner_id, id)
);

CREATE INDEX edges_from ON edges (owner_id, from_id);
CREATE INDEX edges_to ON edges (owner_id, to_id);

ALTER TABLE edges ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON edges TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON edges TO deeprecall_app;
