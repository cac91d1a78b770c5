-- Tombstones by their age, for the upkeep that empties them.
CREATE INDEX works_tombstones ON works (server_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX assets_tombstones ON assets (server_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX activities_tombstones ON activities (server_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX collections_tombstones ON collections (server_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX edges_tombstones ON edges (server_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX annotations_tombstones ON annotations (server_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX cards_tombstones ON cards (server_at) WHERE deleted_at IS NOT NULL;
