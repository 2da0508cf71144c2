-- Mailed links (feature/proof): what the token in the address is the SHA-256 of, and what it is for. data: sealed under person_key.
CREATE TABLE proof (
	id ID,
	hash TEXT NOT NULL UNIQUE,
	purpose TEXT NOT NULL,
	entity TEXT NOT NULL,
	record INT NOT NULL,
	person_key INT NOT NULL,
	data BLOB NOT NULL,
	made_at TIME NOT NULL,
	ends_at TIME NOT NULL,
	used_at TIME NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX proof_record ON proof (purpose, record);
CREATE INDEX proof_ends_at ON proof (ends_at);
