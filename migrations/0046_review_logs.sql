-- Review logs: one column a field of lib/schema/review-log.ts; a test holds the two together.
CREATE TABLE review_logs (
  owner_id uuid NOT NULL REFERENCES owners,
  id uuid NOT NULL,
  card_id uuid NOT NULL,
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 4),
  reviewed_at timestamptz(3) NOT NULL,
  latency_ms integer CHECK (latency_ms >= 0),
  before jsonb NOT NULL CHECK (jsonb_typeof(before) = 'object'),
  rev bigint NOT NULL,
  clock jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(clock) = 'object'),
  lww text NOT NULL CHECK (lww ~ '^[0-9a-f]{16}$'),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  server_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  PRIMARY KEY (owner_id, id),
  FOREIGN KEY (owner_id, card_id) REFERENCES cards (owner_id, id)
    DEFERRABLE INITIALLY IMMEDIATE
);

CREATE INDEX review_logs_card ON review_logs (owner_id, card_id);

ALTER TABLE review_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON review_logs TO deeprecall_app
  USING (owner_id = current_setting('app.owner')::uuid)
  WITH CHECK (owner_id = current_setting('app.owner')::uuid);
GRANT SELECT, INSERT, UPDATE ON review_logs TO deeprecall_app;

-- A review is a fact. The schema lets no client change one; this holds for everything else.
CREATE FUNCTION refuse_new_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a review log is kept as it was made' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER review_logs_are_facts BEFORE UPDATE ON review_logs FOR EACH ROW
  WHEN ((OLD.owner_id, OLD.id, OLD.card_id, OLD.rating, OLD.reviewed_at, OLD.latency_ms, OLD.before,
         OLD.deleted_at)
    IS DISTINCT FROM (NEW.owner_id, NEW.id, NEW.card_id, NEW.rating, NEW.reviewed_at,
      NEW.latency_ms, NEW.before, NEW.deleted_at))
  EXECUTE FUNCTION refuse_new_facts();
