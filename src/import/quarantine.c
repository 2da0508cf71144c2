/* Rows of a dump that can not be (wholly) taken over: kept sealed with their line and reason (job.h). */
#include "import/job.h"

#include <string.h>

#include "security/hash.h"
#include "store/person_key.h"

STATEMENT(quarantine_there, "SELECT count(*) FROM import_quarantine WHERE source = $1");
STATEMENT(quarantine_put, "INSERT INTO import_quarantine (site, source, line, reason, person_key, kept_at) VALUES ($1, $2, $3, $4, $5, $6)");
STATEMENT(quarantine_seal, "UPDATE import_quarantine SET raw = $2 WHERE id = $1");

enum err import_quarantine(struct job *j, const struct bad_row *b)
{
	unsigned char key[SHA256_BYTES], mark[SHA256_BYTES]; /* one line of a dump may hold thousands of rows */
	keys_derive(j->o->keys, "import", key);
	hmac_sha256((struct str){ (const char *)key, sizeof key }, b->raw, mark);
	struct str source = str_fmt(j->row, "%s:%.*s:%lld:%.*s", j->site_name, STR_ARG(b->table), (long long)b->line, STR_ARG(hex_of(j->row, mark, 8)));
	struct person_key k;
	int64_t there = 0;
	enum err e = db_int(db_reading(j->w), &quarantine_there, BIND(b_str(source)), &there);
	if (!e && !there) e = person_key_new(j->w, j->o->keys, j->o->now, &k);
	if (e || there) return e;
	e = db_do(j->w, &quarantine_put, BIND(b_int(j->o->site), b_str(source), b_int(b->line), b_str(str_of(b->reason)), b_int(k.id), b_int(j->o->now)));
	int64_t id = db_last_id(j->w);
	if (!e && b->raw.n) e = db_do(j->w, &quarantine_seal, BIND(b_int(id), b_blob(seal(j->row, &k, "import_quarantine", "raw", id, b->raw))));
	explicit_bzero(&k, sizeof k);
	return e;
}
