/* What is not public stands nowhere: a record of every kind with a known mark in every field that a visitor may not
 * see, and then every address of both sites is asked, pages, feeds, calendars, files, site maps and searches. */
#include <string.h>

#include "feature/master/master.h"
#include "feature/member/member.h"
#include "feature/offer/offer.h"
#include "feature/search/search.h"
#include "http/loopback.h"
#include "role/web.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"
#include "ui/page.h"

enum { NOW = 1795600000, SECRET_DAY = 19730412 };
#define MARK "himitsu"  /* in every text a visitor may not see */
#define SHOWN "miseru"  /* in every text a visitor may see */

static int64_t test_now(void)
{
	return NOW;
}

static enum err read_begin(const struct app *app, struct db_read **db)
{
	return db_read_begin(app->db, db);
}

static bool is_open(const struct field *f, int64_t kind)
{
	return f->need[kind] != NOT && f->show[kind] == OPEN && !(f->flags & (HIDDEN | SECRET));
}

static void fill(const struct entity *e, void *record, int64_t kind)
{
	for (ENTITY_FIELDS(e, f)) {
		bool open = is_open(f, kind);
		if (field_is_str(f)) *field_str(f, record) = str_fmt(test_arena(), "%s-%s-%s%s", open ? SHOWN : MARK, e->name, f->column, open ? "" : e->kind[kind]);
		else if (f->type == TYPE_DATE && !open) *field_int(f, record) = SECRET_DAY;
	}
	const struct field *slug = entity_field(e, "slug");
	if (slug) *field_str(slug, record) = S("p1");
}

/* The offer stands for the group (kind 1, so id 2), which is what makes it visible. */
static void make_visible(const struct entity *e, void *record)
{
	struct record *r = record;
	bool of_aika = e == &member_entity || e == &offer_entity || strcmp(e->name, "interview") == 0 || strcmp(e->name, "help") == 0;
	r->state = (int64_t)e->visible;
	r->site = of_aika ? SITE_AIKA : SITE_SUPER;
	r->created_at = r->updated_at = r->published_at = NOW - 86400;
	if (e != &offer_entity) return;
	struct offer *o = record;
	o->member_id = 2;
	o->anytime = 1;
	o->date_from = 20261201;
}

static void save_one(struct db_write *w, const struct keys *keys, const struct masters *m, const struct entity *e, int64_t kind)
{
	struct record *r = arena_alloc(test_arena(), e->size);
	r->kind = kind;
	r->source = str_fmt(test_arena(), MARK ":%s:%lld", e->name, (long long)kind);
	fill(e, r, kind);
	make_visible(e, r);
	CHECK_INT(entity_save(w, test_arena(), keys, e, r, NOW), OK);
	CHECK_INT(search_put(w, test_arena(), m, e, r), OK);
}

/* Entities whose texts are the program's own choices, not a visitor's to see as records. */
static bool is_left_out(const struct entity *e)
{
	return e == &master_entity || strcmp(e->name, "redirect") == 0;
}

static struct server *server_filled(struct db *db)
{
	struct arena *a = test_arena();
	struct db_write *w;
	struct db_read *r;
	struct keys *keys;
	struct masters *masters;
	struct app *app = ARENA_NEW(a, struct app);
	struct mount *m = ARENA_ARRAY(a, struct mount, 3);
	CHECK_INT(keys_create(test_folder(), NOW), OK);
	CHECK_INT(keys_open(a, test_folder(), &keys), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, a, NOW), OK);
	CHECK_INT(masters_load(db_reading(w), a, &masters), OK);
	for (size_t i = 0; i < entities_count; i++)
		for (size_t kind = 0; kind < entities[i]->kinds && !is_left_out(entities[i]); kind++) save_one(w, keys, masters, entities[i], (int64_t)kind);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	db_read_done(r);
	*app = (struct app){ .db = db, .keys = keys, .masters = masters, .base_url = S("https://kenmin.example.jp"), .super = web_sites.super, .aika = web_sites.aika };
	m[0] = (struct mount){ app->super, app->super->prefix, app->super->routes, NULL };
	m[1] = (struct mount){ app->aika, app->aika->prefix, app->aika->routes, NULL };
	struct server_config c = { .mount = m, .app = app, .hosts = "", .clock = test_now,
		.hooks = { .read_begin = read_begin, .read_done = db_read_done, .error = page_for_status } };
	return server_new(a, &c);
}

static bool has(struct str reply, const char *text)
{
	return str_find(reply, str_of(text)) != SIZE_MAX;
}

static size_t asked, answered, shown;

static void ask(struct server *s, struct str path)
{
	static const char *const secrets[] = { MARK, "1973", "昭和48" };
	struct str reply = loopback_get(s, test_arena(), str_cz(test_arena(), path));
	asked++;
	answered += loopback_status(reply) == 200;
	shown += has(reply, SHOWN);
	CHECK(loopback_status(reply) < 500);
	for (size_t i = 0; i < COUNT_OF(secrets); i++)
		if (has(reply, secrets[i])) CHECK_EQ(str_of(secrets[i]), path);
}

/* A route's address with every value of its first :name that this site may have. */
static void ask_route(struct server *s, const char *prefix, const struct route *route)
{
	static const char *const values[] = { "1", "2", "3", "p1", "groups.csv", "groups-cp932.csv", "groups.json", "events.csv", "events.json", "grants.csv", "grants.json",
		"fixed.xml", "0-0.xml", "6-0.xml", "npo", "group", "company", "individual" };
	struct str path = str_cat(test_arena(), str_of(prefix), str_of(route->path));
	size_t at = str_find_char(path, ':');
	if (at == SIZE_MAX) {
		ask(s, path);
		return;
	}
	struct str after = str_skip(path, at);
	size_t end = str_find_char(after, '/');
	after = end == SIZE_MAX ? STR_NONE : str_skip(after, end);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		ask(s, str_fmt(test_arena(), "%.*s%s%.*s", STR_ARG(str_left(path, at)), values[i], STR_ARG(after)));
}

static void ask_site(struct server *s, const struct site *site)
{
	for (const struct route *const *table = site->routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (r->get && r->guard == ANYONE) ask_route(s, site->prefix, r);
}

TEST(private_values_stand_on_no_page)
{
	struct db *db = test_db();
	struct server *s = server_filled(db);
	ask_site(s, web_sites.super);
	ask_site(s, web_sites.aika);
	/* The test asks real pages, and they show what may be shown. */
	CHECK(asked > 200 && answered > 90 && shown > 40);
	struct str person = loopback_get(s, test_arena(), "/aikasanet/members/1"), group = loopback_get(s, test_arena(), "/aikasanet/members/2");
	CHECK(has(person, "個人会員 No.1") && has(person, SHOWN "-member-sales_point") && !has(person, "application/ld+json"));
	CHECK(has(group, SHOWN "-member-org_name"));
	/* A search for them finds nothing: what a visitor asked stands on the page, links to records do not. */
	struct str search = loopback_get(s, test_arena(), "/aikasanet/search?q=" MARK), members = loopback_get(s, test_arena(), "/aikasanet/members/search?q=" MARK);
	CHECK(!has(search, "/aikasanet/members/1\"") && !has(members, "/aikasanet/members/1\""));
	CHECK(has(loopback_get(s, test_arena(), "/aikasanet/members/search?q=" SHOWN), "/aikasanet/members/1\""));
	db_close(db);
}
