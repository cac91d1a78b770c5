-- What the shapes are streamed from. The full old row lets the reader of the stream tell which
-- shapes a row leaves.
ALTER TABLE works REPLICA IDENTITY FULL;
ALTER TABLE assets REPLICA IDENTITY FULL;

CREATE PUBLICATION deeprecall_publication FOR TABLE works, assets;
