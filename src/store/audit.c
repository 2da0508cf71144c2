/* The hash chain over table audit (store/audit.h). */
#include "store/audit.h"

#include <string.h>

#include "security/hash.h"

STATEMENT(audit_last, "SELECT hash FROM audit ORDER BY id DESC LIMIT 1");
STATEMENT(audit_insert, "INSERT INTO audit (at, actor, action, entity, record, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)");
STATEMENT(audit_all, "SELECT id, at, actor, action, entity, record, detail, hash FROM audit ORDER BY id");

enum { DETAIL_MAX = 200 };

struct row {
	int64_t at, record;
	struct str actor, action, entity, detail;
};

static struct str chain(struct arena *a, const struct keys *k, const struct row *r, struct str before)
{
	unsigned char key[32], h[SHA256_BYTES];
	keys_derive(k, "audit", key);
	struct str at = str_fmt(a, "%lld", (long long)r->at), record = str_fmt(a, "%lld", (long long)r->record);
	hmac_pieces((struct str){ (char *)key, sizeof key },
		(struct str[]){ before, at, r->actor, r->action, r->entity, record, r->detail }, 7, h);
	explicit_bzero(key, sizeof key);
	return hex_of(a, h, sizeof h);
}

static struct str plain(struct arena *a, struct str text)
{
	text = str_left(text, DETAIL_MAX);
	char *p = arena_alloc(a, text.n + 1);
	for (size_t i = 0; i < text.n; i++) p[i] = text.p[i] >= 0x20 && text.p[i] < 0x7F ? text.p[i] : '?';
	return (struct str){ p, text.n };
}

enum err audit_add(struct db_write *w, struct arena *a, const struct keys *k, const struct audit_entry *e)
{
	struct str before = STR_NONE;
	struct rows rows = db_rows(db_reading(w), a, &audit_last, BIND_NONE);
	if (rows_next(&rows)) before = rows_str(&rows, 0);
	enum err err = rows_end(&rows);
	if (err) return err;
	struct row r = { e->now, e->record, str_of(e->actor), str_of(e->action), str_of(e->entity), plain(a, e->detail) };
	return db_do(w, &audit_insert, BIND(b_int(r.at), b_str(r.actor), b_str(r.action), b_str(r.entity), b_int(r.record),
		b_str(r.detail), b_str(chain(a, k, &r, before))));
}

enum err audit_verify(struct db_read *r, struct arena *a, const struct keys *k, struct audit_state *s)
{
	*s = (struct audit_state){ .head = STR_NONE };
	struct arena *scratch = arena_new();
	struct rows rows = db_rows(r, scratch, &audit_all, BIND_NONE);
	char last[2 * SHA256_BYTES];
	struct str before = STR_NONE;
	while (rows_next(&rows)) {
		struct row x = { rows_int(&rows, 1), rows_int(&rows, 5), rows_str(&rows, 2), rows_str(&rows, 3), rows_str(&rows, 4),
			rows_str(&rows, 6) };
		struct str hash = rows_str(&rows, 7);
		s->rows++;
		if (!str_eq(hash, chain(scratch, k, &x, before)) && !s->first_bad) s->first_bad = rows_int(&rows, 0);
		before = str_left(hash, sizeof last);
		memcpy(last, before.p, before.n);
		before.p = last;
		arena_clear(scratch);
	}
	s->head = str_dup(a, before);
	enum err e = rows_end(&rows);
	arena_free(scratch);
	return e;
}
