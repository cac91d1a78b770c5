-- A device is one token of an owner. Only the hash of the token is kept; who reads this table can
-- sign in as nobody.
CREATE TABLE devices (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner_id uuid NOT NULL REFERENCES owners,
  name text NOT NULL CHECK (length(name) <= 200),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3),
  revoked_at timestamptz(3)
);

CREATE INDEX devices_owner ON devices (owner_id);
