/* Looking up old addresses (redirect_pages.h). */
#include "feature/redirect/redirect_pages.h"

#include "feature/address/address.h"
#include "feature/redirect/redirect.h"

enum { SPELLINGS = 6 };

/* The ways one address may stand in the table: with its query (old pages were told apart by it), then without;
 * each as asked, then with the slash at the end changed; last as a browser's address bar copies it (%E4...). */
static size_t spellings(struct request *req, struct str to[SPELLINGS])
{
	struct arena *a = req->arena;
	struct str path = req->full_path;
	bool slash = str_ends(path, S("/"));
	struct str other = slash ? str_left(path, path.n - 1) : str_cat(a, path, S("/"));
	size_t n = 0;
	if (req->raw_query.n) {
		to[n++] = str_fmt(a, "%.*s?%.*s", STR_ARG(path), STR_ARG(req->raw_query));
		to[n++] = str_fmt(a, "%.*s?%.*s", STR_ARG(other), STR_ARG(req->raw_query));
	}
	if (path.n > 1) {
		to[n++] = path;
		to[n++] = other;
	}
	struct str copied = url_local(a, path).s, copied_other = url_local(a, other).s;
	if (copied.n && !str_eq(copied, path)) {
		to[n++] = copied;
		to[n++] = copied_other;
	}
	return n;
}

static struct url target_of(struct request *req, struct db_read *db, const struct redirect *r)
{
	const struct entity *e = r->target_entity.n ? entity_named(str_cz(req->arena, r->target_entity)) : NULL;
	enum site_id site = r->record.site ? (enum site_id)r->record.site : req->site->id;
	struct url url = e && r->target_id ? address_url_id(req, db, e, site, r->target_id) : URL_NONE;
	return url.s.n ? url : url_local(req->arena, r->target);
}

struct reply redirect_missing(struct request *req, struct db_read *db)
{
	struct str spelling[SPELLINGS];
	size_t n = spellings(req, spelling);
	for (size_t i = 0; i < n; i++) {
		struct redirect r = { 0 };
		int64_t id;
		enum err e = entity_find(db, req->arena, NULL, &redirect_entity, "path", spelling[i], &id);
		if (e == OK) e = entity_load(db, req->arena, NULL, &redirect_entity, id, &r);
		if (e == ERR_NOT_FOUND || (e == OK && r.record.trashed_at)) continue;
		if (e != OK) return page_error(req, e);
		struct url url = target_of(req, db, &r);
		if (!url.s.n || str_eq(url.s, req->full_path)) continue;
		bool kept = r.code == 302 || r.code == 303 || r.code == 308;
		return reply_redirect(req, kept ? (int)r.code : 301, url);
	}
	return (struct reply){ 0 };
}
