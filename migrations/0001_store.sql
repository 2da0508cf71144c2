-- Tables of the lower layers. Entity tables: 0002. Type words and engine lines: src/store/migrate.c.

CREATE TABLE schema_migration (
	number INT PRIMARY KEY,
	name TEXT NOT NULL,
	hash TEXT NOT NULL,
	applied_at TIME NOT NULL
) STRICT;

-- One data key per person, wrapped under a master key. wrapped is NULL once destroyed: the person is erased.
CREATE TABLE person_key (
	id ID,
	wrapped BLOB,
	created_at TIME NOT NULL,
	destroyed_at TIME NOT NULL DEFAULT 0
) STRICT;

-- Files, sealed in chunks (store/blob.h).
CREATE TABLE blob (
	id ID,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	alt TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT '',
	sha256 TEXT NOT NULL,
	size INT NOT NULL,
	width INT NOT NULL DEFAULT 0,
	height INT NOT NULL DEFAULT 0,
	scan INT NOT NULL,
	wrapped BLOB,
	created_at TIME NOT NULL
) STRICT;
CREATE UNIQUE INDEX blob_source ON blob (source) WHERE source <> '';
CREATE INDEX blob_scan ON blob (scan);
CREATE TABLE blob_chunk (
	blob INT NOT NULL REFERENCES blob (id) ON DELETE CASCADE,
	n INT NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (blob, n)
) STRICT;

-- Full-text search (feature/search). id = number of the entity << 40 | record id; texts are folded runs (core/token.h).
CREATE TABLE search_doc (
	id INT PRIMARY KEY,
	title TEXT NOT NULL,
	body TEXT NOT NULL
) STRICT;
@sqlite CREATE VIRTUAL TABLE search_index USING fts5 (title, body, content='', columnsize=0, tokenize='ascii');
@sqlite INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216);
@pg ALTER TABLE search_doc ADD COLUMN token tsvector;
@pg CREATE INDEX search_doc_token ON search_doc USING gin (token);

-- Messages to be sent, written in the transaction that causes them. payload and address are sealed
-- under the recipient's person key. state: 1 waiting, 2 claimed, 3 sent, 4 parked.
CREATE TABLE outbox (
	id ID,
	channel TEXT NOT NULL,
	unique_key TEXT NOT NULL UNIQUE,
	site INT NOT NULL,
	person_key INT NOT NULL REFERENCES person_key (id),
	address BLOB NOT NULL,
	payload BLOB NOT NULL,
	state INT NOT NULL DEFAULT 1,
	tries INT NOT NULL DEFAULT 0,
	due_at TIME NOT NULL,
	claimed_by TEXT NOT NULL DEFAULT '',
	claimed_until TIME NOT NULL DEFAULT 0,
	answer TEXT NOT NULL DEFAULT '',
	created_at TIME NOT NULL,
	sent_at TIME NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_due ON outbox (state, due_at);

-- Work for role jobs. unique_key: the same work is queued once. state as in outbox; 3 done, 4 given up.
CREATE TABLE job (
	id ID,
	name TEXT NOT NULL,
	unique_key TEXT NOT NULL UNIQUE,
	argument TEXT NOT NULL DEFAULT '',
	state INT NOT NULL DEFAULT 1,
	tries INT NOT NULL DEFAULT 0,
	due_at TIME NOT NULL,
	answer TEXT NOT NULL DEFAULT '',
	created_at TIME NOT NULL,
	done_at TIME NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX job_due ON job (state, due_at);

-- Who does what only one process of all hosts may do, until when.
CREATE TABLE lease (
	name TEXT PRIMARY KEY,
	owner TEXT NOT NULL,
	until TIME NOT NULL
) STRICT;
-- When a scheduled task last ran through: what was missed during downtime is caught up.
CREATE TABLE schedule (
	name TEXT PRIMARY KEY,
	last_run_at TIME NOT NULL DEFAULT 0,
	last_day INT NOT NULL DEFAULT 0,
	answer TEXT NOT NULL DEFAULT ''
) STRICT;

-- Settings staff may change; site 0 = both.
CREATE TABLE setting (
	site INT NOT NULL,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (site, name)
) STRICT;

-- The event sink's lines, folded per day (store/sink.h).
CREATE TABLE access_count (
	day INT NOT NULL,
	site INT NOT NULL,
	kind INT NOT NULL,
	what TEXT NOT NULL,
	record INT NOT NULL,
	n INT NOT NULL,
	PRIMARY KEY (day, site, kind, what, record)
) STRICT;
