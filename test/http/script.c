/* The runner of text scripts (script.h). */
#include "../test/http/script.h"

#include <stdio.h>

struct script {
	struct server *server;
	struct arena *arena; /* of the file */
	struct str host;
	const char *name;
	int line;
	struct out with;     /* headers for the next request */
	struct str reply;
	struct tally *tally;
};

static void judge(struct script *s, bool ok, struct str what)
{
	if (ok) {
		s->tally->passed++;
		return;
	}
	s->tally->failed++;
	printf("FAIL %s:%d: %.*s (status %d)\n", s->name, s->line, STR_ARG(what), loopback_status(s->reply));
}

static struct str send_text(struct script *s, struct str method, struct str path, struct str form)
{
	struct out o = out_new(s->arena, 1 << 20);
	out_fmt(&o, "%.*s %.*s HTTP/1.1\r\nHost: %.*s\r\nUser-Agent: script\r\n%.*s", STR_ARG(method), STR_ARG(path), STR_ARG(s->host), STR_ARG(out_view(&s->with)));
	if (str_is(method, "POST"))
		out_fmt(&o, "Origin: http://%.*s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n", STR_ARG(s->host), form.n);
	out_fmt(&o, "\r\n%.*s", STR_ARG(form));
	return loopback(s->server, s->arena, STR_NONE, out_view(&o));
}

/* The token stands on every page: that of the home page is as good as any. */
static struct str token(struct script *s)
{
	struct str page = loopback_body(send_text(s, S("GET"), S("/"), STR_NONE));
	size_t at = str_find(page, S("name=\"csrf\" value=\""));
	return at == SIZE_MAX ? STR_NONE : str_left(str_skip(page, at + 19), 32);
}

static void ask(struct script *s, struct str method, struct str rest)
{
	size_t blank = str_find_char(rest, ' ');
	struct str path = blank == SIZE_MAX ? rest : str_left(rest, blank);
	struct str form = blank == SIZE_MAX ? STR_NONE : str_trim(str_skip(rest, blank));
	if (str_is(method, "POST")) {
		struct str t = token(s);
		form = str_fmt(s->arena, "%.*s%scsrf=%.*s", STR_ARG(form), form.n ? "&" : "", STR_ARG(t));
	}
	s->reply = send_text(s, method, path, form);
	s->with = out_new(s->arena, 65536);
}

static void run_line(struct script *s, struct str line)
{
	size_t blank = str_find_char(line, ' ');
	struct str word = blank == SIZE_MAX ? line : str_left(line, blank), rest = blank == SIZE_MAX ? STR_NONE : str_skip(line, blank + 1);
	if (str_is(word, "GET") || str_is(word, "HEAD") || str_is(word, "POST")) {
		ask(s, word, rest);
	} else if (str_is(word, "with")) {
		out_fmt(&s->with, "%.*s\r\n", STR_ARG(rest));
	} else if (str_is(word, "status")) {
		int64_t want = 0;
		judge(s, str_int(rest, 100, 599, &want) && loopback_status(s->reply) == want, line);
	} else if (str_is(word, "header")) {
		size_t colon = str_find_char(rest, ':');
		struct str value = loopback_header(s->reply, str_cz(s->arena, str_left(rest, colon)));
		judge(s, value.n && str_find(value, str_trim(str_skip(rest, colon + 1))) != SIZE_MAX, line);
	} else if (str_is(word, "no-header")) {
		judge(s, loopback_header(s->reply, str_cz(s->arena, rest)).n == 0, line);
	} else if (str_is(word, "has") || str_is(word, "hasnt")) {
		judge(s, (str_find(loopback_body(s->reply), rest) != SIZE_MAX) == str_is(word, "has"), line);
	} else {
		judge(s, false, str_cat(s->arena, S("not a line of a script: "), line));
	}
}

void script_run(struct server *server, struct str host, const char *name, struct str text, struct tally *tally)
{
	struct arena *a = arena_new();
	struct script s = { server, a, host, name, 0, out_new(a, 65536), STR_NONE, tally };
	struct str line;
	while (str_split(&text, '\n', &line)) {
		s.line++;
		line = str_trim(line);
		if (line.n && line.p[0] != '#') run_line(&s, line);
	}
	arena_free(a);
}
