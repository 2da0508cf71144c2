/* Mailed links (feature/proof/proof.h). */
#include "feature/proof/proof.h"

#include <string.h>

#include "core/vec.h"
#include "feature/proof/proof.html.h"
#include "feature/proof/proof_view.h"
#include "security/seal.h"
#include "store/person_key.h"

STATEMENT(proof_insert, "INSERT INTO proof (hash, purpose, entity, record, person_key, data, made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
STATEMENT(proof_seal, "UPDATE proof SET data = $2 WHERE id = $1");
STATEMENT(proof_select, "SELECT id, record, person_key, data, made_at, ends_at, used_at FROM proof WHERE hash = $1 AND purpose = $2");
STATEMENT(proof_mark, "UPDATE proof SET used_at = $2 WHERE id = $1 AND used_at = 0");
STATEMENT(proof_mark_others, "UPDATE proof SET used_at = $3 WHERE purpose = $1 AND record = $2 AND record > 0 AND used_at = 0");
STATEMENT(proof_delete_old, "DELETE FROM proof WHERE ends_at < $1");

/* ---- the link ---- */

static enum err seal_data(struct request *req, struct db_write *w, int64_t person, int64_t id, struct str data)
{
	struct person_key key;
	enum err err = person_key_get(db_reading(w), req->app->keys, person, &key);
	if (err) return err;
	struct str sealed = seal(req->arena, &key, "proof", "data", id, data);
	explicit_bzero(&key, sizeof key);
	return db_do(w, &proof_seal, BIND(b_int(id), b_blob(sealed)));
}

enum err proof_new(struct request *req, struct db_write *w, const struct proof_kind *k, int64_t record, struct str data, int64_t person, struct str *url)
{
	struct secret token = token_new(req->arena);
	const struct str word = secret_reveal(token);
	ASSERT(data.n == 0 || person > 0);
	enum err err = db_do(w, &proof_insert, BIND(b_str(token_hash(req->arena, token)), b_str(str_of(k->purpose)), b_str(str_of(k->entity)), b_int(record),
		b_int(person), b_blob(S("")), b_int(req->now), b_int(req->now + k->seconds)));
	if (!err && data.n) err = seal_data(req, w, person, db_last_id(w), data);
	*url = url_absolute(req, url_on(req, k->path, &word, 1)).s;
	return err;
}

static enum err open_data(struct request *req, struct db_read *db, int64_t person, struct str sealed, struct proof *p)
{
	struct person_key key;
	if (!sealed.n) return OK;
	enum err err = person_key_get(db, req->app->keys, person, &key);
	if (!err) err = seal_open(req->arena, &key, "proof", "data", p->id, sealed, &p->data);
	explicit_bzero(&key, sizeof key);
	return err;
}

enum err proof_find(struct request *req, struct db_read *db, const struct proof_kind *k, struct proof *p)
{
	struct str hash = token_hash(req->arena, secret_of(req->arg[0])), sealed = STR_NONE;
	int64_t person = 0;
	*p = (struct proof){ .data = STR_NONE };
	if (!hash.n) return ERR_NOT_FOUND;
	struct rows r = db_rows(db, req->arena, &proof_select, BIND(b_str(hash), b_str(str_of(k->purpose))));
	if (rows_next(&r)) {
		*p = (struct proof){ rows_int(&r, 0), rows_int(&r, 1), rows_int(&r, 4), rows_int(&r, 5), rows_int(&r, 6), STR_NONE };
		person = rows_int(&r, 2);
		sealed = rows_blob(&r, 3);
	}
	enum err err = rows_end(&r);
	if (err) return err;
	if (!p->id) return ERR_NOT_FOUND;
	if (p->used_at || p->ends_at <= req->now) return ERR_CONFLICT;
	return open_data(req, db, person, sealed, p);
}

enum err proof_use(struct db_write *w, const struct proof_kind *k, const struct proof *p, int64_t now)
{
	enum err err = db_do(w, &proof_mark, BIND(b_int(p->id), b_int(now)));
	if (err) return err;
	if (db_changes(w) != 1) return ERR_CONFLICT;
	return db_do(w, &proof_mark_others, BIND(b_str(str_of(k->purpose)), b_int(p->record), b_int(now)));
}

enum err proof_sweep(struct db_write *w, int64_t now)
{
	return db_do(w, &proof_delete_old, BIND(b_int(now - PROOF_KEEP_SECONDS)));
}

/* ---- pages ---- */

static struct reply told(struct request *req, int status, const char *parent, const char *parent_path, struct proof_view *v)
{
	struct crumb crumb[] = { { str_of(parent), parent ? url_to(req, parent_path) : URL_NONE }, { v->title, URL_NONE } };
	struct out o = page_out(req);
	v->tel = str_of(centre.tel);
	v->tel_url = url_tel(req->arena, v->tel);
	proof_told(&o, v);
	const struct page page = { .title = v->title, .body = page_body(&o), .crumb = parent ? crumb : crumb + 1, .crumbs = parent ? 2 : 1, .no_index = true };
	struct reply r = status == 200 ? page_reply(req, &page) : page_status(req, status, &page);
	r.cache = CACHE_NO_STORE;
	return r;
}

struct reply proof_say(struct request *req, const struct proof_said *said)
{
	struct proof_view v = { .req = req, .title = str_of(said->title), .next = str_of(said->next), .good = true,
		.next_url = said->next ? url_nav(req, said->next_path) : URL_NONE };
	for (size_t i = 0; i < COUNT_OF(said->line) && said->line[i].n; i++) *vec_add(req->arena, &v.lines) = said->line[i];
	return told(req, 200, said->parent, said->parent_path, &v);
}

struct reply proof_refused(struct request *req, const struct proof_kind *k, enum err err, const struct proof *p)
{
	struct proof_view v = { .req = req, .title = S("このリンクは使えません"), .next = str_of(k->again), .next_url = url_nav(req, k->again_path) };
	if (err != ERR_NOT_FOUND && err != ERR_CONFLICT) return page_error(req, err);
	struct str why = S("アドレスが正しくないか、期限が切れて消去されたリンクです。メールのリンクが途中で切れていないか、お確かめください。");
	if (err == ERR_CONFLICT) why = p->used_at || p->ends_at > req->now ? S("このリンクは、すでに使われています。手続きは終わっていますので、もう一度押す必要はありません。")
		: S("このリンクは、期限が切れています。");
	*vec_add(req->arena, &v.lines) = why;
	*vec_add(req->arena, &v.lines) = str_fmt(req->arena, "手続きをやり直すときは、下の「%s」からお進みください。新しいメールをお送りします。", k->again);
	return told(req, err == ERR_CONFLICT ? 410 : 404, k->parent, k->parent_path, &v);
}

struct reply proof_page(struct request *req, const struct proof_kind *k)
{
	struct proof_view v = { .req = req, .title = str_of(k->title), .lead = str_of(k->lead), .button = str_of(k->button), .action = url_own(req) };
	struct crumb crumb[] = { { str_of(k->parent), k->parent ? url_to(req, k->parent_path) : URL_NONE }, { v.title, URL_NONE } };
	struct out o = page_out(req);
	proof_ask(&o, &v);
	struct reply r = page_reply(req, &(struct page){ .title = v.title, .body = page_body(&o), .crumb = k->parent ? crumb : crumb + 1,
		.crumbs = k->parent ? 2 : 1, .no_index = true });
	r.cache = CACHE_NO_STORE;
	return r;
}

struct reply proof_get(struct request *req, struct db_read *db, const struct proof_kind *k)
{
	struct proof p;
	enum err err = proof_find(req, db, k, &p);
	return err ? proof_refused(req, k, err, &p) : proof_page(req, k);
}

struct reply proof_post(struct request *req, struct db_write *w, const struct proof_kind *k)
{
	struct proof p;
	enum err err = proof_find(req, db_reading(w), k, &p);
	if (!err) err = proof_use(w, k, &p, req->now);
	return err ? proof_refused(req, k, err, &p) : k->act(req, w, &p);
}
