/* What a later import may overwrite (job.h). A record counts as edited here when its content is no longer what the last
 * import left, apart from what the program itself changes: passwords that jobs wrapped or people renewed, logins, and
 * scheduled records that were published.
 */
#include "import/job.h"

#include <string.h>

#include "security/hash.h"
#include "security/password.h"
#include "security/wordpress_hash.h"

enum { PIECES_MAX = 300 };

STATEMENT(import_source_get, "SELECT hash FROM import_source WHERE source = $1");
STATEMENT(import_source_put, "INSERT INTO import_source (source, hash, imported_at) VALUES ($1, $2, $3) "
	"ON CONFLICT (source) DO UPDATE SET hash = excluded.hash, imported_at = excluded.imported_at");

/* Changed by the program, not by people who edit. */
static bool own_affair(const struct field *f)
{
	static const char *const columns[] = { "password", "password_form", "last_login_at", "failures", "locked_until" };
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (str_is(str_of(f->column), columns[i])) return true;
	return false;
}

static void fingerprint(struct job *j, const struct entity *e, const void *record, unsigned char hash[SHA256_BYTES])
{
	const struct record *head = record;
	struct str piece[PIECES_MAX];
	size_t n = 0;
	int64_t state = head->state == STATE_SCHEDULED ? STATE_PUBLISHED : head->state;
	piece[n++] = str_fmt(j->row, "%s %lld %lld %d", e->name, (long long)head->kind, (long long)state, head->trashed_at != 0);
	for (ENTITY_FIELDS(e, f)) {
		ASSERT(n < PIECES_MAX);
		if (!own_affair(f)) piece[n++] = field_is_str(f) ? *field_str(f, record) : str_fmt(j->row, "%lld", (long long)*field_int(f, record));
	}
	unsigned char key[SHA256_BYTES];
	keys_derive(j->o->keys, "import", key);
	hmac_pieces((struct str){ (const char *)key, sizeof key }, piece, n, hash);
}

enum err import_edited(struct job *j, const struct entity *e, const void *before, bool *edited)
{
	const struct record *head = before;
	unsigned char now[SHA256_BYTES];
	struct rows rows = db_rows(db_reading(j->w), j->row, &import_source_get, BIND(b_str(head->source)));
	bool known = rows_next(&rows);
	struct str then = known ? rows_blob(&rows, 0) : STR_NONE;
	enum err err = rows_end(&rows);
	if (err) return err;
	fingerprint(j, e, before, now);
	*edited = known ? then.n != sizeof now || memcmp(then.p, now, sizeof now) != 0 : head->version > 1;
	return OK;
}

enum err import_remember(struct job *j, const struct entity *e, const void *record)
{
	const struct record *head = record;
	unsigned char hash[SHA256_BYTES];
	fingerprint(j, e, record, hash);
	struct str bytes = { (const char *)hash, sizeof hash };
	return db_do(j->w, &import_source_put, BIND(b_str(head->source), b_blob(bytes), b_int(j->o->now)));
}

/* The password here stays when it was renewed, or when it is the old site's in wrapped form. A wrapped one names the old
 * salt: another salt means that it was changed on the old site since. */
static bool password_stays(struct job *j, struct str here, struct str old_site)
{
	enum password_form form = password_form(here);
	if (form == PASSWORD_NATIVE) return true;
	struct str setting = wordpress_setting(old_site);
	return form == PASSWORD_WRAPPED && setting.n && str_starts(here, str_fmt(j->row, "legacy:%.*s:", STR_ARG(setting)));
}

static bool ruled(const struct mapping *m, const struct field *f)
{
	for (size_t i = 0; i < m->rule.n; i++)
		if (str_is(m->rule.v[i].field, f->column)) return true;
	return false;
}

void import_keep(struct job *j, const struct mapping *m, const struct entity *e, void *record, const void *before)
{
	const struct field *password = entity_field(e, "password"), *form = entity_field(e, "password_form");
	if (password && password_stays(j, *field_str(password, before), *field_str(password, record))) {
		*field_str(password, record) = *field_str(password, before);
		if (form) *field_int(form, record) = *field_int(form, before);
	}
	for (ENTITY_FIELDS(e, f)) {
		bool empty = field_is_str(f) ? !field_str(f, record)->n : !*field_int(f, record);
		if (!empty || ruled(m, f) || str_is(str_of(f->column), "old_data")) continue;
		bool beside = str_ends(str_of(f->column), S("_text")); /* the original writing of a date: the importer's own */
		if (beside) continue;
		if (field_is_str(f)) *field_str(f, record) = *field_str(f, before);
		else *field_int(f, record) = *field_int(f, before);
	}
}
