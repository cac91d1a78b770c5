-- Works: one column a field of lib/schema/work.ts; a test holds the two together.
CREATE TABLE works (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'work' CHECK (kind = 'work'),
  title text NOT NULL,
  subtitle text,
  work_type text NOT NULL DEFAULT 'paper' CHECK (work_type IN (
    'paper', 'textbook', 'thesis', 'notes', 'slides', 'dataset', 'article', 'book', 'report',
    'software', 'video', 'webpage', 'other')),
  csl_type text CHECK (csl_type IN (
    'article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book',
    'broadcast', 'chapter', 'classic', 'collection', 'dataset', 'document', 'entry',
    'entry-dictionary', 'entry-encyclopedia', 'event', 'figure', 'graphic', 'hearing', 'interview',
    'legal_case', 'legislation', 'manuscript', 'map', 'motion_picture', 'musical_score',
    'pamphlet', 'paper-conference', 'patent', 'performance', 'periodical',
    'personal_communication', 'post', 'post-weblog', 'regulation', 'report', 'review',
    'review-book', 'software', 'song', 'speech', 'standard', 'thesis', 'treaty', 'webpage')),
  authors jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(authors) = 'array'),
  topics text[] NOT NULL DEFAULT '{}',
  abstract text,
  year integer CHECK (year BETWEEN -5000 AND 3000),
  publishing_date text
    CHECK (publishing_date ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
  publisher text,
  publisher_place text,
  institution text,
  container_title text,
  series text,
  event text,
  volume text,
  issue text,
  pages text,
  edition text,
  doi text,
  arxiv_id text,
  isbn13 text,
  issn text[] NOT NULL DEFAULT '{}',
  pmid text,
  pmcid text,
  url text,
  canonical_url text,
  language text,
  accessed_at timestamptz(3),
  notes text,
  read_at timestamptz(3),
  favorite boolean NOT NULL DEFAULT false,
  citation_key text,
  allow_multiple_assets boolean NOT NULL DEFAULT false,
  icon text,
  color text CHECK (color ~ '^#[0-9a-fA-F]{6}$'),
  merged_into uuid,
  metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  provenance jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(provenance) = 'object'),
  rev bigint NOT NULL,
  clock jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(clock) = 'object'),
  lww text NOT NULL CHECK (lww ~ '^[0-9a-f]{16}$'),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  server_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  PRIMARY KEY (owner_id, id),
  -- A tombstone may be emptied; a live work has a title.
  CHECK (title <> '' OR deleted_at IS NOT NULL)
);

-- Hash: an identifier may be longer than a B-tree entry, and is only ever compared for equality.
CREATE INDEX works_doi ON works USING hash (doi);
CREATE INDEX works_arxiv_id ON works USING hash (arxiv_id);
CREATE INDEX works_isbn13 ON works USING hash (isbn13);
CREATE INDEX works_pmid ON works USING hash (pmid);
CREATE INDEX works_url ON works USING hash (url);
CREATE INDEX works_canonical_url ON works USING hash (canonical_url);

ALTER TABLE works ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON works TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON works TO deeprecall_app;
