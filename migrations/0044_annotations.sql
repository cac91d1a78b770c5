-- Annotations: one column a field of lib/schema/annotation.ts; a test holds the two together.
CREATE TABLE annotations (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  work_id uuid,
  target jsonb NOT NULL
    CHECK (coalesce(target ->> 'type', '') IN ('pdf', 'web')),
  quote text,
  title text,
  annotation_kind text CHECK (annotation_kind IN (
    'equation', 'table', 'figure', 'abstract', 'definition', 'theorem', 'proof', 'example', 'note',
    'question')),
  notes text,
  color text CHECK (color ~ '^#[0-9a-fA-F]{6}$'),
  tags text[] NOT NULL DEFAULT '{}',
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

CREATE INDEX annotations_work ON annotations (owner_id, work_id);

ALTER TABLE annotations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON annotations TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON annotations TO deeprecall_app;
