-- What came from the old sites: fingerprints of records as they were imported, and rows that could not become one.

-- hash: HMAC of the record's content after the import. As long as the record still has it, nobody edited it here and a
-- later import may overwrite it.
CREATE TABLE import_source (
	id ID,
	source TEXT NOT NULL UNIQUE,
	hash BLOB NOT NULL,
	imported_at TIME NOT NULL
) STRICT;

-- raw: the row as it stood in the dump, sealed under a person key of its own (erased by destroying it).
CREATE TABLE import_quarantine (
	id ID,
	site INT NOT NULL,
	source TEXT NOT NULL UNIQUE,
	line INT NOT NULL,
	reason TEXT NOT NULL,
	person_key INT NOT NULL,
	raw BLOB,
	kept_at TIME NOT NULL
) STRICT;
