-- Assets: one column a field of lib/schema/asset.ts; a test holds the two together.
CREATE TABLE assets (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'asset' CHECK (kind = 'asset'),
  work_id uuid,
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  filename text,
  mime text,
  bytes bigint CHECK (bytes >= 0),
  page_count integer CHECK (page_count BETWEEN 1 AND 1000000),
  role text NOT NULL DEFAULT 'main' CHECK (role IN (
    'main', 'supplement', 'slides', 'solutions', 'data', 'notes', 'exercises', 'thumbnail')),
  source_url text,
  favorite boolean NOT NULL DEFAULT false,
  read_at timestamptz(3),
  metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  rev bigint NOT NULL,
  clock jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(clock) = 'object'),
  lww text NOT NULL CHECK (lww ~ '^[0-9a-f]{16}$'),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  server_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  PRIMARY KEY (owner_id, id),
  FOREIGN KEY (owner_id, work_id) REFERENCES works (owner_id, id)
    DEFERRABLE INITIALLY IMMEDIATE
);

CREATE INDEX assets_work ON assets (owner_id, work_id);
CREATE INDEX assets_sha256 ON assets USING hash (sha256);

ALTER TABLE assets ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assets TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON assets TO deeprecall_app;
