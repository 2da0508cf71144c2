/* The index made anew when the way of folding and cutting has changed since it was made (search.h). */
#include "feature/search/search.h"

#include "feature/search/search_word.h"
#include "store/store.h"

enum { INDEX_VERSION = 2, BATCH = 200 }; /* one more whenever core/token.c or fold_table.h cuts or folds otherwise, or a column is added */

STATEMENT(index_version, "SELECT CAST(value AS INTEGER) FROM setting WHERE site = 0 AND name = 'search_index_version'");
STATEMENT(index_version_put, "INSERT INTO setting (site, name, value) VALUES (0, 'search_index_version', $1) "
	"ON CONFLICT (site, name) DO UPDATE SET value = excluded.value");
STATEMENT(index_documents, "SELECT count(*) FROM search_doc");
STATEMENT(index_clear_documents, "DELETE FROM search_doc");
STATEMENT_PER_ENGINE(index_clear,
	"INSERT INTO search_index (search_index) VALUES ('delete-all')",
	"UPDATE search_doc SET token = NULL WHERE token IS NOT NULL");

STATEMENT_PER_ENGINE(index_clear_short,
	"INSERT INTO search_short (search_short) VALUES ('delete-all')",
	"UPDATE search_doc SET field = field WHERE id < 0");

static enum err read_state(struct db *db, bool *current, bool *empty)
{
	struct db_read *r;
	int64_t version = 0, documents = 0;
	enum err e = db_read_begin(db, &r);
	if (e) return e;
	e = db_int(r, &index_version, BIND_NONE, &version);
	if (e == ERR_NOT_FOUND) e = OK;
	if (!e) e = db_int(r, &index_documents, BIND_NONE, &documents);
	db_read_done(r);
	*current = version == INDEX_VERSION;
	*empty = documents == 0;
	return e;
}

static enum err clear(struct db *db)
{
	struct db_write *w;
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	e = db_do(w, &index_clear, BIND_NONE);
	if (!e) e = db_do(w, &index_clear_short, BIND_NONE);
	if (!e) e = db_do(w, &index_clear_documents, BIND_NONE);
	enum err end = db_write_commit(w);
	return e ? e : end;
}

/* The next records of the entity after *last; *n is how many. */
static enum err put_some(struct db *db, struct arena *a, const struct masters *m, const struct entity *e, int64_t *last, size_t *n)
{
	struct db_write *w;
	struct entity_list list = { NULL, 0 };
	enum err err = db_write_begin(db, &w);
	if (err) return err;
	err = entity_select(db_reading(w), a, e, "id > $1 AND state = $2 AND trashed_at = 0", "id", BIND(b_int(*last), b_int(e->visible)), BATCH, 0, &list);
	for (size_t i = 0; i < list.n && !err; i++) {
		const struct record *r = (const void *)((const char *)list.v + i * e->size);
		err = search_put(w, a, m, e, r);
		*last = r->id;
	}
	*n = list.n;
	enum err end = db_write_commit(w);
	return err ? err : end;
}

static enum err put_all(struct db *db, const struct masters *m, int64_t *records)
{
	struct arena *a = arena_new();
	enum err err = OK;
	for (size_t i = 0; i < entities_count && !err; i++) {
		int64_t last = 0;
		size_t n = search_indexed(entities[i]) ? BATCH : 0;
		for (; n && !err; arena_clear(a)) {
			err = put_some(db, a, m, entities[i], &last, &n);
			*records += (int64_t)n;
		}
	}
	arena_free(a);
	return err;
}

static enum err note_version(struct db *db)
{
	struct db_write *w;
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	struct arena *a = arena_new();
	e = db_do(w, &index_version_put, BIND(b_str(str_fmt(a, "%d", INDEX_VERSION))));
	arena_free(a);
	enum err end = db_write_commit(w);
	return e ? e : end;
}

enum err search_upgrade(struct db *db, const struct masters *m, bool anyway, int64_t *records)
{
	bool current = false, empty = false;
	*records = 0;
	enum err e = read_state(db, &current, &empty);
	if (e || (current && !anyway)) return e;
	if (!empty || anyway) {
		e = clear(db);
		if (!e) e = put_all(db, m, records);
	}
	return e ? e : note_version(db);
}
