-- Activities: one column a field of lib/schema/activity.ts; a test holds the two together.
CREATE TABLE activities (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  title text NOT NULL,
  activity_type text NOT NULL DEFAULT 'project' CHECK (activity_type IN (
    'course', 'workshop', 'project', 'thesis', 'seminar', 'reading_group', 'conference')),
  description text,
  institution text,
  participants jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(participants) = 'array'),
  starts_on text
    CHECK (starts_on ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
  ends_on text
    CHECK (ends_on ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
  notes text,
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
  CHECK (title <> '' OR deleted_at IS NOT NULL)
);

ALTER TABLE activities ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON activities TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON activities TO deeprecall_app;
