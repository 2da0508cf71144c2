-- Members who log in (feature/account): their sessions, locks after failed logins, and what they asked about their membership.

-- hash: SHA-256 of the random word in the cookie. When it was last used is in a signed cookie, not here.
CREATE TABLE session (
	id ID,
	hash TEXT NOT NULL UNIQUE,
	member INT NOT NULL,
	before_at TIME NOT NULL, -- the login before this one, for the member to see
	made_at TIME NOT NULL,
	ends_at TIME NOT NULL
) STRICT;
CREATE INDEX session_member ON session (member);
CREATE INDEX session_ends_at ON session (ends_at);

-- id_key: keyed hash of the login ID that was typed, whether it exists or not.
CREATE TABLE login_lock (
	id_key TEXT PRIMARY KEY,
	failures INT NOT NULL,
	last_at TIME NOT NULL
) STRICT;

-- action: resume (再開依頼), withdraw (退会: personal data goes at due_at). done_at 0 = still to be done.
CREATE TABLE member_wish (
	member INT NOT NULL,
	action TEXT NOT NULL,
	asked_at TIME NOT NULL,
	due_at TIME NOT NULL,
	done_at TIME NOT NULL DEFAULT 0,
	PRIMARY KEY (member, action)
) STRICT;
