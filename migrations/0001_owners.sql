-- Whom rows belong to, the role that sees one owner's rows only, and what the database knows of itself.

-- Roles belong to the whole cluster: another database, or another server starting at the same
-- moment, may have made this one.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'deeprecall_app') THEN
    CREATE ROLE deeprecall_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;

-- A superuser may take any role; an ordinary user must be its member for SET ROLE, and may have been
-- made one by the superuser who made the role.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'deeprecall_app', 'USAGE') THEN
    EXECUTE format('GRANT deeprecall_app TO %I', current_user);
  END IF;
EXCEPTION WHEN unique_violation THEN
  NULL;
END $$;

CREATE TABLE owners (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL UNIQUE
);

-- One row. A restore from a backup gives it a new epoch, by which clients notice.
CREATE TABLE server_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch uuid NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO server_state DEFAULT VALUES;
