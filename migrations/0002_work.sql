-- Audit, reminders, link checks: tables of jobs and commands. Entity tables come after.

-- Who did what: rows chained by an HMAC over the row and the hash before it (store/audit.h). No personal data.
CREATE TABLE audit (
	id ID,
	at TIME NOT NULL,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	entity TEXT NOT NULL DEFAULT '',
	record INT NOT NULL DEFAULT 0,
	detail TEXT NOT NULL DEFAULT '',
	hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_record ON audit (entity, record);

-- What is to be remembered at a time (role/jobs): one row per thing and moment; kind says which rule acts on it.
CREATE TABLE reminder (
	id ID,
	unique_key TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	entity TEXT NOT NULL,
	record INT NOT NULL,
	due_at TIME NOT NULL,
	done_at TIME NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reminder_due ON reminder (done_at, due_at);

-- External addresses of public records, looked at once a month (role/fetch). status: HTTP status, or
-- 0 not looked at yet, -1 no answer, -2 not allowed (private address, bad form).
CREATE TABLE link_check (
	id ID,
	url TEXT NOT NULL UNIQUE,
	status INT NOT NULL DEFAULT 0,
	failures INT NOT NULL DEFAULT 0,
	checked_at TIME NOT NULL DEFAULT 0,
	due_at TIME NOT NULL DEFAULT 0,
	seen_at TIME NOT NULL
) STRICT;
CREATE INDEX link_check_due ON link_check (due_at);
CREATE TABLE link_use (
	link INT NOT NULL REFERENCES link_check (id) ON DELETE CASCADE,
	entity TEXT NOT NULL,
	record INT NOT NULL,
	field TEXT NOT NULL,
	PRIMARY KEY (link, entity, record, field)
) STRICT;

-- How far jobs has folded each file of the event sink.
CREATE TABLE sink_position (
	file TEXT PRIMARY KEY,
	position INT NOT NULL
) STRICT;
