-- Cards: one column a field of lib/schema/card.ts; a test holds the two together.
CREATE TABLE cards (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  annotation_id uuid,
  work_id uuid,
  card_type text NOT NULL DEFAULT 'concept' CHECK (card_type IN (
    'cloze', 'concept', 'step', 'unit', 'figure')),
  front text NOT NULL,
  back text,
  schedule jsonb NOT NULL CHECK (jsonb_typeof(schedule) = 'object'),
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
  CHECK (front <> '' OR deleted_at IS NOT NULL),
  FOREIGN KEY (owner_id, annotation_id) REFERENCES annotations (owner_id, id)
    DEFERRABLE INITIALLY IMMEDIATE,
  FOREIGN KEY (owner_id, work_id) REFERENCES works (owner_id, id)
    DEFERRABLE INITIALLY IMMEDIATE
);

CREATE INDEX cards_annotation ON cards (owner_id, annotation_id);
CREATE INDEX cards_work ON cards (owner_id, work_id);

ALTER TABLE cards ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cards TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON cards TO deeprecall_app;
