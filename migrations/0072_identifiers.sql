-- Who has an identifier is asked of one owner's live works, with each batch. An identifier may be
-- longer than a B-tree entry; one that is longer than this is none that two works could share.
DROP INDEX works_doi;
DROP INDEX works_arxiv_id;
DROP INDEX works_isbn13;
DROP INDEX works_pmid;
CREATE INDEX works_doi ON works (owner_id, doi)
  WHERE deleted_at IS NULL AND length(doi) <= 500;
CREATE INDEX works_arxiv_id ON works (owner_id, arxiv_id)
  WHERE deleted_at IS NULL AND length(arxiv_id) <= 500;
CREATE INDEX works_isbn13 ON works (owner_id, isbn13)
  WHERE deleted_at IS NULL AND length(isbn13) <= 500;
CREATE INDEX works_pmid ON works (owner_id, pmid)
  WHERE deleted_at IS NULL AND length(pmid) <= 500;
