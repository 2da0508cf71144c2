/* The product for tests (product.h). */
#include "product.h"

#include <string.h>

#include "feature/master/master.h"
#include "feature/terms/terms.h"
#include "html/rich.h"
#include "http/loopback.h"
#include "role/web.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"

enum { SINCE = 20240401 };

static void seed(struct db *db)
{
	static const int64_t site[] = { SITE_SUPER, SITE_AIKA, 0 };
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, test_arena(), 1), OK);
	for (size_t i = 0; i < COUNT_OF(site); i++) {
		struct terms t = { .record = { .site = site[i], .state = STATE_PUBLISHED, .published_at = 1 }, .subject = (int64_t)i + 1, .title = S("規約"), .number = 1,
			.effective = SINCE, .body = S("<p>守ってください。</p>") };
		CHECK_INT(entity_save(w, test_arena(), NULL, &terms_entity, &t, 1), OK);
	}
	CHECK_INT(db_write_commit(w), OK);
}

struct product product_new(void)
{
	struct arena *a = test_arena();
	struct product p;
	struct config *c = ARENA_NEW(a, struct config);
	struct db *db = test_db();
	seed(db);
	db_close(db);
	enum err made = keys_create(test_folder(), 1);
	CHECK(made == OK || made == ERR_CONFLICT);
	*c = config_default();
	c->dir = str_of(test_folder());
	CHECK_INT(web_open(a, c, &web_sites, &p.app), OK);
	p.server = web_server(a, c, &web_sites, p.app);
	return p;
}

void product_close(struct product *p)
{
	web_close(p->app);
}

static struct str ask(struct product *p, struct str request)
{
	return loopback(p->server, test_arena(), STR_NONE, request);
}

struct str product_get(struct product *p, const char *path)
{
	return ask(p, str_fmt(test_arena(), "GET %s HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", path));
}

struct str product_post(struct product *p, const char *path, const struct param *v, size_t n)
{
	struct out body = out_new(test_arena(), 1 << 20);
	out_lit(&body, "csrf=");
	url_encode(&body, product_input(product_get(p, path), "csrf"));
	for (size_t i = 0; i < n; i++) {
		out_char(&body, '&');
		url_encode(&body, v[i].name);
		out_char(&body, '=');
		url_encode(&body, v[i].value);
	}
	return ask(p, str_fmt(test_arena(), "POST %s HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8080\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%.*s", path, body.n, STR_ARG(out_view(&body))));
}

struct str product_input(struct str page, const char *name)
{
	struct str mark = str_fmt(test_arena(), "name=\"%s\" value=\"", name);
	size_t at = str_find(page, mark);
	if (at == SIZE_MAX) return STR_NONE;
	struct str rest = str_skip(page, at + mark.n);
	return str_left(rest, str_find_char(rest, '"'));
}

struct str product_title(struct str page)
{
	size_t at = str_find(page, S("<title>"));
	if (at == SIZE_MAX) return STR_NONE;
	struct str rest = str_skip(page, at + strlen("<title>"));
	return str_left(rest, str_find(rest, S("</title>")));
}
