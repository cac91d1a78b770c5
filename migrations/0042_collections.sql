-- Collections: one column a field of lib/schema/collection.ts; a test holds the two together.
CREATE TABLE collections (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  ordered boolean NOT NULL DEFAULT false,
  tags text[] NOT NULL DEFAULT '{}',
  icon text,
  color text CHECK (color ~ '^#[0-9a-fA-F]{6}$'),
  metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  rev bigint NOT NULL,
  clock jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(clock) = 'object'),
  lww text NOT NULL CHECK (lww ~ '^[0-9a-f]{16}$'),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  server_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  PRIMARY KEY (owner_id, id),
  -- A tombstone may be emptied; a live row has one.
  CHECK (name <> '' OR deleted_at IS NOT NULL)
);

ALTER TABLE collections ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON collections TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON collections TO deeprecall_app;
