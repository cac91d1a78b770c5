-- One-time codes that a new device exchanges for a token. Only their hashes are kept.
CREATE TABLE pairing_codes (
  code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
  owner_id uuid NOT NULL REFERENCES owners,
  expires_at timestamptz(3) NOT NULL
);

CREATE INDEX pairing_codes_expiry ON pairing_codes (expires_at);
