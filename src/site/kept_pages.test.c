/* A kept page is the page that would be rendered now: random writes to records of every kind while the clock runs, and
 * pages of both sites asked by somebody who gets kept ones and by somebody who does not (http/server.c: a session). */
#include <string.h>

#include "core/vec.h"
#include "feature/master/master.h"
#include "feature/search/search.h"
#include "http/loopback.h"
#include "role/web.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"

enum { START = 1795600000, STEPS = 120, ASKED = 4 };
struct paths VEC_OF(struct str);

static int64_t now;
static int64_t test_now(void)
{
	return now;
}

static uint64_t state = 20261125;
static int64_t chance(int64_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)(state >> 33) % below;
}

static bool left_out(const struct entity *e)
{
	return e == &master_entity || strcmp(e->name, "redirect") == 0;
}

/* ---- writing ---- */

static void change_text(const struct entity *e, void *record)
{
	for (ENTITY_FIELDS(e, f)) {
		bool plain = (f->type == TYPE_TEXT || f->type == TYPE_LONG || f->type == TYPE_RICH) && !(f->flags & SECRET) && strcmp(f->column, "slug") != 0;
		if (plain && chance(3) == 0) *field_str(f, record) = str_fmt(test_arena(), "%s %lld", f->column, (long long)chance(1000));
	}
}

static void change(const struct entity *e, void *record)
{
	struct record *r = record;
	switch (chance(6)) {
	case 0: r->state = chance(2) ? (int64_t)e->visible : STATE_PRIVATE; break;
	case 1: r->open_at = chance(2) ? now + chance(600) - 200 : 0; break;
	case 2: r->close_at = chance(2) ? now + chance(600) - 200 : 0; break;
	case 3: r->published_at = now - chance(86400 * 30); break;
	default: change_text(e, record);
	}
}

static void make(const struct entity *e, void *record, int64_t kind)
{
	struct record *r = record;
	bool of_aika = strcmp(e->name, "member") == 0 || strcmp(e->name, "offer") == 0 || strcmp(e->name, "interview") == 0 || strcmp(e->name, "help") == 0;
	*r = (struct record){ .kind = kind, .state = (int64_t)e->visible, .site = of_aika ? SITE_AIKA : SITE_SUPER, .published_at = START - 86400,
		.source = str_fmt(test_arena(), "test:%s:%lld", e->name, (long long)kind) };
	for (ENTITY_FIELDS(e, f)) {
		if (field_is_str(f) && !(f->flags & SECRET)) *field_str(f, record) = str_fmt(test_arena(), "%s-%lld", f->column, (long long)kind);
		else if (f->type == TYPE_DATE && !(f->flags & SECRET)) *field_int(f, record) = 20261201;
	}
	const struct field *slug = entity_field(e, "slug"), *member = entity_field(e, "member_id");
	if (slug) *field_str(slug, record) = kind ? S("p2") : S("p1");
	if (member && !(member->flags & SECRET)) *field_int(member, record) = 2;
}

static void write_some(struct db *db, const struct masters *m, const struct entity *e, int64_t kind, bool fresh)
{
	struct db_write *w;
	struct record *r = arena_alloc(test_arena(), e->size);
	CHECK_INT(db_write_begin(db, &w), OK);
	if (fresh) make(e, r, kind);
	else CHECK_INT(entity_load(db_reading(w), test_arena(), NULL, e, kind + 1, r), OK);
	if (!fresh) change(e, r);
	CHECK_INT(entity_save(w, test_arena(), NULL, e, r, now), OK);
	CHECK_INT(search_put(w, test_arena(), m, e, r), OK);
	CHECK_INT(db_write_commit(w), OK);
}

/* ---- asking ---- */

static struct paths paths_of(void)
{
	static const struct site *const *const sites[] = { &web_sites.super, &web_sites.aika };
	struct paths p = { 0 };
	for (size_t i = 0; i < COUNT_OF(sites); i++)
		for (const struct route *const *table = (*sites[i])->routes; *table; table++)
			for (const struct route *r = *table; r->path; r++) {
				struct str path = str_cat(test_arena(), str_of(i ? "/aikasanet" : ""), str_of(r->path));
				size_t at = str_find_char(path, ':');
				if (!r->get || r->guard != ANYONE || at < 2) continue;
				if (at == SIZE_MAX) *vec_add(test_arena(), &p) = path;
				else if (str_find_char(str_skip(path, at), '/') == SIZE_MAX)
					*vec_add(test_arena(), &p) = str_cat(test_arena(), str_left(path, at), str_is(str_skip(path, at), ":slug") ? S("p1") : S("1"));
			}
	return p;
}

/* Without the form tokens, which belong to the session. */
static struct str body(struct str reply)
{
	struct str rest = loopback_body(reply), start = S("name=\"csrf\" value=\"");
	struct out o = out_new(test_arena(), 4 << 20);
	for (size_t at; (at = str_find(rest, start)) != SIZE_MAX;) {
		out_str(&o, str_left(rest, at + start.n));
		rest = str_skip(rest, at + start.n);
		rest = str_skip(rest, str_find_char(rest, '"'));
	}
	out_str(&o, rest);
	return out_view(&o);
}

static void compare(struct server *s, struct str path)
{
	struct str kept = loopback_get(s, test_arena(), str_cz(test_arena(), path));
	struct str fresh = loopback(s, test_arena(), STR_NONE,
		str_fmt(test_arena(), "GET %.*s HTTP/1.1\r\nHost: localhost\r\nCookie: session=fresh\r\n\r\n", STR_ARG(path)));
	CHECK_INT(loopback_status(kept), loopback_status(fresh));
	if (!str_starts(loopback_header(fresh, "Content-Type"), S("text/html"))) return;
	if (!str_eq(body(kept), body(fresh))) CHECK_EQ(S("the page that would be made"), path);
}

TEST(kept_pages_are_the_pages_of_now)
{
	struct config c = config_default();
	struct app *app;
	int applied;
	struct db *db = NULL;
	now = START;
	CHECK_INT(keys_create(test_folder(), START), OK);
	CHECK_INT(db_open(test_arena(), &(struct db_config){ .dir = test_folder() }, &db), OK); /* another process */
	CHECK_INT(db_migrate(db, &applied), OK);
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, test_arena(), START), OK);
	CHECK_INT(db_write_commit(w), OK);
	c.dir = str_of(test_folder());
	c.base_url = S("http://localhost");
	CHECK_INT(web_open(test_arena(), &c, &web_sites, &app), OK);
	for (size_t i = 0; i < entities_count; i++)
		for (size_t kind = 0; kind < entities[i]->kinds && !left_out(entities[i]); kind++) write_some(db, app->masters, entities[i], (int64_t)kind, true);
	struct server_config sc = web_server_config(test_arena(), &c, &web_sites, app);
	sc.clock = test_now;
	sc.rate = 0;
	struct server *s = server_new(test_arena(), &sc);
	struct paths p = paths_of();
	CHECK(p.n > 60);
	for (int i = 0; i < STEPS; i++) {
		const struct entity *e = entities[chance((int64_t)entities_count)];
		if (!left_out(e)) write_some(chance(2) ? db : app->db, app->masters, e, chance((int64_t)e->kinds), false);
		now += chance(40) ? chance(90) : 86400;
		for (int k = 0; k < ASKED; k++) compare(s, p.v[chance((int64_t)p.n)]);
		compare(s, chance(2) ? S("/") : S("/groups/1"));
	}
	web_close(app);
	db_close(db);
}
