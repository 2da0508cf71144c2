/* Every public page twice, for test/browser/shape.mjs: once with hostile text in the records, once with harmless text
 * of the same length in the same places.
 *
 *   planted CALM HOSTILE TEXTS      two data folders with the same invented data (kenmin demo), both changed by
 *                                   this; TEXTS: one hostile string a line
 * Output, each ended by a NUL byte: address, type, page of CALM, page of HOSTILE; again and again. Addresses: every
 * GET route of both sites that gives HTML, XML or JSON, and for a row with a :name the first pages that others link to.
 *
 * Planted are masters and all text fields of all entities, but for what is part of an address or
 * names a list (below). The harmless text is the hostile one with x for the bytes that mean something in markup.
 */
#include <stdio.h>
#include <string.h>

#include "../test/http/bytes.h"
#include "../test/http/form_scan.h"
#include "html/write.h"
#include "http/loopback.h"
#include "role/web.h"
#include "security/seal.h"

enum { PAGES_PER_ROUTE = 25, STRINGS_MAX = 1024 };

struct planter {
	struct db_write *db;
	const struct keys *keys;
	struct str *string;
	size_t strings;
	size_t turn; /* the same places get the same strings in both folders */
	bool hostile;
};

/* Not planted: column of entity. */
static const char *const kept[][2] = { { "page", "slug" }, { "master", "list" }, { "master", "code" }, { "redirect", "path" }, { "redirect", "target" },
	{ "redirect", "target_entity" }, { "member", "login_id" }, { "staff", "login_id" }, { "terms", "version" } };

static bool is_kept(const struct entity *e, const struct field *f, const void *record)
{
	for (size_t i = 0; i < COUNT_OF(kept); i++)
		if (strcmp(e->name, kept[i][0]) == 0 && strcmp(f->column, kept[i][1]) == 0) return true;
	/* Pages are looked up by their title (site/super/guides.c): every second one stays. */
	return strcmp(e->name, "page") == 0 && (f->flags & TITLE) && ((const struct record *)record)->id % 2;
}

/* The next string, with the bytes that mean something in markup only where they are wanted. */
static struct str next_text(struct planter *p, struct arena *a)
{
	struct str s = p->string[p->turn++ % p->strings];
	char *to = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) to[i] = !p->hostile && strchr("<>&\"'`", s.p[i]) ? 'x' : s.p[i];
	return (struct str){ to, s.n };
}

static struct str planted(struct planter *p, struct arena *a, const struct field *f, const struct record *r, struct str was)
{
	struct str text = next_text(p, a);
	struct out o = out_new(a, 1 << 20);
	switch (f->type) {
	case TYPE_RICH:
		out_lit(&o, "<p>");
		html_text_str(&o, text);
		out_lit(&o, "</p>");
		out_str(&o, was);
		break;
	case TYPE_URL: /* an address stays one */
		out_str(&o, was);
		out_fmt(&o, "%sa=", str_find_char(was, '?') == SIZE_MAX ? "?" : "&");
		out_str(&o, text);
		break;
	case TYPE_EMAIL:
	case TYPE_PHONE:
	case TYPE_POSTAL:
		out_str(&o, was);
		out_str(&o, text);
		break;
	default: /* begins with the number, so that lists keep their order */
		out_fmt(&o, "%06lld", (long long)r->id);
		out_str(&o, text);
		if (f->type == TYPE_LONG) out_fmt(&o, "\n\n%.*s", STR_ARG(text));
	}
	return out_view(&o);
}

static enum err plant_entity(struct planter *p, const struct entity *e)
{
	struct arena *all = arena_new(), *a = arena_new();
	struct entity_list list;
	enum err err = entity_select(db_reading(p->db), all, e, "id > $1", "id", BIND(b_int(0)), 0, 0, &list);
	for (size_t i = 0; err == OK && i < list.n; i++) {
		struct record *r = (struct record *)(void *)((char *)list.v + i * e->size);
		err = entity_load(db_reading(p->db), a, p->keys, e, r->id, r);
		for (ENTITY_FIELDS(e, f))
			if (err == OK && field_is_str(f) && field_str(f, r)->n && !is_kept(e, f, r)) *field_str(f, r) = planted(p, a, f, r, *field_str(f, r));
		if (err == OK) err = entity_save(p->db, a, p->keys, e, r, r->updated_at);
		arena_clear(a);
	}
	arena_free(a);
	arena_free(all);
	if (err) fprintf(stderr, "%s: %s\n", e->name, err_text(err));
	return err;
}

static enum err plant(struct planter *p, struct db *db)
{
	enum err err = db_write_begin(db, &p->db);
	if (err) return err;
	for (size_t i = 0; err == OK && i < entities_count; i++) err = plant_entity(p, entities[i]);
	if (err) db_write_roll_back(p->db);
	return err ? err : db_write_commit(p->db);
}

/* A folder: planted, then opened anew (masters are read at the start). */
static struct server *serve(struct arena *a, const char *dir, struct planter *p)
{
	struct config config = config_default();
	struct app *app;
	config.dir = str_of(dir);
	config.rate = 0;
	if (web_open(a, &config, &web_sites, &app)) return NULL;
	p->keys = app->keys;
	p->turn = 0;
	enum err err = plant(p, app->db);
	web_close(app);
	if (err || web_open(a, &config, &web_sites, &app)) return NULL;
	return web_server(a, &config, &web_sites, app);
}

/* ---- which pages ---- */

struct addresses VEC_OF(struct str);

static bool has(const struct addresses *all, struct str address)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i], address)) return true;
	return false;
}

/* "/groups/12?x=1" -> "/groups/#": pages of one kind. */
static struct str shape_of(struct arena *a, struct str address)
{
	struct out o = out_new(a, 1 << 16);
	for (size_t i = 0; i < address.n && address.p[i] != '?' && address.p[i] != '#'; i++) {
		bool digit = address.p[i] >= '0' && address.p[i] <= '9';
		if (!digit) out_char(&o, address.p[i]);
		else if (i && !(address.p[i - 1] >= '0' && address.p[i - 1] <= '9')) out_char(&o, '#');
	}
	return out_view(&o);
}

static struct str ask(struct server *server, struct arena *a, struct str address)
{
	return loopback(server, a, STR_NONE, str_fmt(a, "GET %.*s HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", STR_ARG(address)));
}

static void add_links(struct server *server, struct arena *a, struct addresses *all, struct str address)
{
	struct str page = loopback_body(ask(server, a, address)), href;
	while (scan_link(a, &page, &href)) {
		size_t same = 0, hash = str_find_char(href, '#');
		struct str shape = shape_of(a, href);
		href = hash == SIZE_MAX ? href : str_left(href, hash);
		for (size_t i = 0; i < all->n; i++) same += str_eq(shape_of(a, all->v[i]), shape);
		if (same < PAGES_PER_ROUTE && !has(all, href) && !str_starts(href, S("/asset/"))) *vec_add(a, all) = href;
	}
}

static void collect(struct server *server, struct arena *a, struct addresses *all)
{
	const struct site *site[] = { web_sites.super, web_sites.aika };
	for (size_t s = 0; s < COUNT_OF(site); s++)
		for (const struct route *const *table = site[s]->routes; *table; table++)
			for (const struct route *route = *table; route->path; route++)
				if (route->get && !strchr(route->path, ':')) *vec_add(a, all) = str_fmt(a, "%s%s", site[s]->prefix, route->path);
	*vec_add(a, all) = S("/no-such-page");
	*vec_add(a, all) = S("/search?q=%E6%B4%BB%E5%8B%95");
	*vec_add(a, all) = S("/aikasanet/search?q=%E6%B4%BB%E5%8B%95");
	*vec_add(a, all) = S("/groups?q=%E6%B4%BB%E5%8B%95&kind=1");
	for (size_t i = 0, n = all->n; i < n; i++) add_links(server, a, all, all->v[i]);
}

/* ---- all of it ---- */

static void put(struct str s)
{
	fwrite(s.p, 1, s.n, stdout);
	putchar(0);
}

int main(int argc, char **argv)
{
	if (argc != 4) return 2;
	struct arena *a = arena_new();
	struct planter p = { .string = ARENA_ARRAY(a, struct str, STRINGS_MAX) };
	struct str text = bytes_file(a, argv[3]), line;
	while (str_split(&text, '\n', &line) && p.strings < STRINGS_MAX)
		if (line.n) p.string[p.strings++] = line;
	struct server *calm = serve(a, argv[1], &p);
	p.hostile = true;
	struct server *hostile = serve(a, argv[2], &p);
	if (!calm || !hostile) return 1;
	struct addresses all = { 0 };
	collect(calm, a, &all);
	for (size_t i = 0; i < all.n; i++) {
		struct arena *one = arena_new();
		struct str page = ask(calm, one, all.v[i]), other = ask(hostile, one, all.v[i]);
		struct str type = loopback_header(page, "Content-Type");
		bool markup = str_find(type, S("html")) != SIZE_MAX || str_find(type, S("xml")) != SIZE_MAX || str_find(type, S("json")) != SIZE_MAX;
		if (markup) {
			put(all.v[i]);
			put(type);
			put(loopback_body(page));
			put(loopback_body(other));
		}
		arena_free(one);
	}
	arena_free(a);
	return 0;
}
