/* What the web process opens and serves (role/web.h). Not its sockets: role/web_run.c. */
#include "role/web.h"

#include <string.h>

#include "core/log.h"
#include "feature/account/session.h"
#include "feature/search/page_clock.h"
#include "security/hash_gate.h"
#include "security/seal.h"
#include "store/sink.h"
#include "ui/page.h"

/* Of the 8 threads (setting), at most four are busy with logins. */
enum { HASHES_AT_ONCE = 1, HASHES_WAITING = 3 };

/* ---- what the server asks of the layers above it ---- */

static enum err read_begin(const struct app *app, struct db_read **db)
{
	return db_read_begin(app->db, db);
}

static enum err write_begin(const struct app *app, struct db_write **db)
{
	return db_write_begin(app->db, db);
}

static struct str watch(const struct app *app, struct arena *a, void (*run)(void *), void *arg)
{
	struct watch w;
	struct mark mark;
	watch_begin(&w, app->db);
	run(arg);
	return watch_end(&w, &mark) ? str_dup(a, (struct str){ (const char *)&mark, sizeof mark }) : STR_NONE;
}

static bool holds(const struct app *app, struct str bytes)
{
	struct mark mark;
	ASSERT(bytes.n == sizeof mark);
	memcpy(&mark, bytes.p, sizeof mark);
	return mark_holds(app->db, &mark);
}

static int64_t page_now(const struct app *app, int64_t now)
{
	return page_clock_now(app->page_clock, now);
}

/* One line per page view: the route and the record's number, no address and no cookie. */
static enum err viewed(const struct request *req, const struct route *route)
{
	bool personal = route->flags & ROUTE_PERSONAL;
	int64_t record = 0;
	if (req->arg[0].n) record = request_id(req, 0);
	return sink_append(req->app->sink, &(struct sink_event){
		.kind = personal ? EVENT_PERSONAL_VIEW : req->bot ? EVENT_BOT_VIEW : EVENT_VIEW,
		.now = req->now, .site = req->site->id, .record = record, .what = str_clip(str_of(route->path), 64) });
}

/* ---- opening ---- */

static enum err open_store(struct arena *a, const struct config *c, struct app *app)
{
	const char *dir = str_cz(a, c->dir);
	struct db_config db = { .dir = dir, .pg = c->database.n ? str_cz(a, c->database) : NULL };
	struct keys *keys = NULL;
	struct db_read *read;
	struct masters *masters = NULL;
	enum err e = db_open(a, &db, &app->db);
	if (e == OK) e = keys_open(a, dir, &keys);
	if (e == OK) e = sink_open(a, dir, &app->sink);
	if (e == OK) e = db_read_begin(app->db, &read);
	if (e != OK) return e;
	e = masters_load(read, a, &masters);
	db_read_done(read);
	app->hash_gate = hash_gate_new(a, HASHES_AT_ONCE, HASHES_WAITING);
	app->page_clock = page_clock_new(a, app->db);
	app->keys = keys;
	app->masters = masters;
	return e;
}

static const struct site *with_prefix(struct arena *a, const struct site *site, struct str prefix)
{
	struct site *own = ARENA_NEW(a, struct site);
	*own = *site;
	own->prefix = str_cz(a, prefix);
	return own;
}

enum err web_open(struct arena *a, const struct config *c, const struct web_sites *sites, struct app **out)
{
	struct app *app = ARENA_NEW(a, struct app);
	app->base_url = c->base_url.n ? c->base_url : str_cat(a, S("http://"), c->listen);
	app->mail_from = c->mail_from;
	app->super = sites->super;
	app->aika = with_prefix(a, sites->aika, c->aika_prefix);
	*out = app;
	enum err e = open_store(a, c, app);
	if (e != OK) log_error(3201, "can not open the data folder: %s", err_text(e));
	return e;
}

void web_close(struct app *app)
{
	if (app->sink) sink_close(app->sink);
	if (app->db) db_close(app->db);
}

/* ---- the server ---- */

static struct str host_of(struct str url)
{
	size_t slashes = str_find(url, S("://"));
	struct str rest = slashes == SIZE_MAX ? url : str_skip(url, slashes + 3);
	size_t end = str_find_char(rest, '/');
	return end == SIZE_MAX ? rest : str_left(rest, end);
}

/* Names we answer to: the public one, further ones, and this machine's own; any when it listens to the
 * world without a public name. */
static const char *host_names(struct arena *a, const struct config *c)
{
	size_t colon = str_find(c->listen, S(":"));
	bool local = str_starts(c->listen, S("127.0.0.1:")) || str_starts(c->listen, S("[::1]:"));
	if (!c->base_url.n && !local) return "";
	struct str public_name = host_of(c->base_url), port = STR_NONE;
	if (local) port = str_skip(c->listen, c->listen.p[0] == '[' ? sizeof("[::1]") - 1 : colon);
	struct out o = out_new(a, 4096);
	out_fmt(&o, "%.*s %.*s", STR_ARG(public_name), STR_ARG(c->hosts));
	if (local) out_fmt(&o, " %.*s localhost%.*s 127.0.0.1%.*s", STR_ARG(c->listen), STR_ARG(port), STR_ARG(port));
	return str_cz(a, out_view(&o));
}

static const struct mount *mounts(struct arena *a, const struct web_sites *sites, const struct app *app)
{
	struct mount *m = ARENA_ARRAY(a, struct mount, 3);
	m[0] = (struct mount){ app->super, app->super->prefix, app->super->routes, sites->missing };
	m[1] = (struct mount){ app->aika, app->aika->prefix, app->aika->routes, sites->missing };
	return m;
}

struct server_config web_server_config(struct arena *a, const struct config *c, const struct web_sites *sites, const struct app *app)
{
	struct server_config s = {
		.mount = mounts(a, sites, app),
		.app = app,
		.hooks = { .read_begin = read_begin, .read_done = db_read_done, .write_begin = write_begin, .write_commit = db_write_commit,
			.write_roll_back = db_write_roll_back, .watch = watch, .holds = holds, .page_now = page_now, .error = page_for_status,
			.identify = session_identify, .leave = session_leave, .may = session_may, .viewed = viewed },
		.hosts = host_names(a, c),
		.proxy = str_cz(a, c->proxy),
		.https = str_starts(c->base_url, S("https://")),
		.rate = (int)c->rate,
	};
	keys_derive(app->keys, "csrf", s.csrf_key);
	return s;
}

struct server *web_server(struct arena *a, const struct config *c, const struct web_sites *sites, const struct app *app)
{
	struct server_config s = web_server_config(a, c, sites, app);
	return server_new(a, &s);
}
