/* Fuzz target: whole requests through the loopback; every answer is well formed, none is a 5xx of our own making,
 * and no byte of the request reaches a header line. */
#include "http/csrf.h"
#include "http/loopback.h"

static struct reply echo(struct request *req, struct db_read *db)
{
	(void)db;
	struct out o = out_new(req->arena, 1 << 20);
	for (size_t i = 0; i < req->query.n; i++) html_text_str(&o, req->query.v[i].value);
	html_text_str(&o, req->arg[0]);
	csrf(&o, req);
	return reply_html((struct html){ out_view(&o) });
}

static struct reply back(struct request *req, struct db_write *db)
{
	(void)db;
	return reply_redirect(req, 303, (struct url){ req->referer_path.n ? req->referer_path : S("/") });
}

static const struct route rows[] = {
	{ "/", ANYONE, echo, back, "a b*", ROUTE_UPLOAD },
	{ "/x/:y", ANYONE, echo, NULL, "a b*", 0 },
	{ 0 },
};
static const struct route *const tables[] = { rows, NULL };
static const struct mount mount[] = { { NULL, "", tables, NULL }, { 0 } };
static int64_t no_time(void) { return 1795600000; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *process;
	static struct server *server;
	if (!process) process = arena_new();
	if (!server) server = server_new(process, &(struct server_config){ .mount = mount, .clock = no_time });
	struct arena *a = arena_new();
	struct str reply = loopback(server, a, S("10.0.0.1"), (struct str){ (const char *)data, n });
	if (reply.n) {
		int status = loopback_status(reply);
		ASSERT(status >= 200 && (status < 500 || status == 501 || status == 505));
		ASSERT(loopback_header(reply, "Content-Security-Policy").n > 0);
		struct str location = loopback_header(reply, "Location");
		ASSERT(!location.n || (location.p[0] == '/' && !str_starts(location, S("//"))));
	}
	arena_free(a);
	return 0;
}
