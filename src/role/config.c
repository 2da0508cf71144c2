/* The table of settings and its file (role/config.h). */
#include "role/config.h"

#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

enum { FILE_MAX = 64 << 10 };
enum setting_type { SET_TEXT, SET_INT };

struct setting {
	const char *name;
	enum setting_type type;
	size_t offset;
	struct str text; /* default */
	int64_t number, min, max;
	const char *help;
};
#define TEXT_SETTING(id, value, help) { #id, SET_TEXT, offsetof(struct config, id), STR_INIT(value), 0, 0, 0, help }
#define INT_SETTING(id, value, min, max, help) { #id, SET_INT, offsetof(struct config, id), STR_INIT(""), value, min, max, help }

static const struct setting settings[] = {
	TEXT_SETTING(listen, "127.0.0.1:8080", "Address and port, or unix:PATH. Ignored when systemd hands over a socket."),
	TEXT_SETTING(base_url, "", "Address people type, without a slash at the end. Empty: http://LISTEN."),
	TEXT_SETTING(hosts, "", "Further host names that are answered, separated by blanks."),
	TEXT_SETTING(proxy, "", "Address of the proxy (or `unix`) whose X-Forwarded-For and X-Forwarded-Proto lines are believed."),
	TEXT_SETTING(aika_prefix, "/aikasanet", "Path under which あいかさねっと stands."),
	TEXT_SETTING(database, "", "PostgreSQL connection string (a UNIX socket). Empty: SQLite in the data folder."),
	TEXT_SETTING(user, "", "System user of the serving processes when started by root; the data folder must be that user's. Empty: the owner of the data"
		" folder; when that is root, only a trial is served (`listen` on 127.0.0.1 or [::1], no `base_url`). root: they stay root."),
	TEXT_SETTING(mail, "none", "none: mail stays queued. file: each mail becomes a file in DIR/mail. smtp: it is sent."),
	TEXT_SETTING(mail_from, "", "Sender address of all mail."),
	TEXT_SETTING(smtp_url, "smtp://127.0.0.1:25", "Mail server: smtp:// (STARTTLS when offered) or smtps://."),
	TEXT_SETTING(smtp_user, "", "User name at the mail server."),
	TEXT_SETTING(smtp_password_file, "", "File (mode 0600) that holds the password for it."),
	TEXT_SETTING(smtp_ca_file, "", "Certificates that may sign the mail server's. Empty: the system's."),
	TEXT_SETTING(scanner, "unix:/run/clamav/clamd.ctl", "Virus scanner for uploaded and imported files: clamd's socket. off: files are given out unscanned (trial only)."),
	INT_SETTING(threads, 8, 1, 256, "Threads of the web process."),
	INT_SETTING(connections, 1000, 16, 8000, "Connections of the web process open at once."),
	INT_SETTING(rate, 50, 0, 100000, "Requests per second and client address (ten seconds' worth may come at once); 0: no limit."),
	INT_SETTING(mail_per_minute, 120, 1, 6000, "Most mails sent in a minute."),
	INT_SETTING(link_checks, 0, 0, 1, "1: external links of published records are visited once a month, by the fetch process."),
	INT_SETTING(unproven_days, 7, 1, 90, "Days after which members and newsletter readers are removed whose mail address was not proven."),
	INT_SETTING(debug, 0, 0, 1, "1: log more."),
};

static struct str *text_at(const struct setting *s, struct config *c)
{
	return (struct str *)(void *)((char *)c + s->offset);
}

static int64_t *int_at(const struct setting *s, struct config *c)
{
	return (int64_t *)(void *)((char *)c + s->offset);
}

struct config config_default(void)
{
	struct config c = { .dir = STR_NONE };
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		if (settings[i].type == SET_TEXT) *text_at(&settings[i], &c) = settings[i].text;
		else *int_at(&settings[i], &c) = settings[i].number;
	return c;
}

enum err config_set(struct config *c, struct str name, struct str value)
{
	for (size_t i = 0; i < COUNT_OF(settings); i++) {
		const struct setting *s = &settings[i];
		if (!str_is(name, s->name)) continue;
		if (s->type == SET_TEXT) *text_at(s, c) = value;
		else if (!str_int(value, s->min, s->max, int_at(s, c))) return ERR_INPUT;
		return OK;
	}
	return ERR_NOT_FOUND;
}

static enum err parse_line(struct config *c, struct str line)
{
	line = str_trim(line);
	if (!line.n || line.p[0] == '#') return OK;
	size_t at = str_find_char(line, '=');
	if (at == SIZE_MAX) return ERR_INPUT;
	return config_set(c, str_trim(str_left(line, at)), str_trim(str_skip(line, at + 1)));
}

enum err config_parse(struct arena *a, struct str text, struct config *c, struct str *message)
{
	struct str line;
	for (int n = 1; str_split(&text, '\n', &line); n++) {
		enum err e = parse_line(c, line);
		if (!e) continue;
		*message = e == ERR_NOT_FOUND
		        ? str_fmt(a, "line %d: there is no such setting (see doc/settings.md): %.*s", n, STR_ARG(str_clip(line, 60)))
		        : str_fmt(a, "line %d: expected `name = value` with a value in range: %.*s", n, STR_ARG(str_clip(line, 60)));
		return ERR_INPUT;
	}
	return OK;
}

enum err config_read(struct arena *a, const char *path, struct config *c, struct str *message)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		*message = str_fmt(a, "can not read %s", path);
		return ERR_NOT_FOUND;
	}
	char *text = arena_alloc(a, FILE_MAX);
	ssize_t n = read(fd, text, FILE_MAX);
	close(fd);
	if (n >= 0 && n < FILE_MAX) return config_parse(a, (struct str){ text, (size_t)n }, c, message);
	*message = str_fmt(a, "%s is not a settings file (over 64 kB)", path);
	return ERR_INPUT;
}

void config_doc(struct out *o)
{
	out_lit(o, "# Settings\n\nPrinted by `kenmin doc`; the file of `kenmin serve --config FILE` has lines `name = value`.\n\n"
	           "| name | default | meaning |\n|---|---|---|\n");
	for (size_t i = 0; i < COUNT_OF(settings); i++) {
		const struct setting *s = &settings[i];
		out_fmt(o, "| `%s` | ", s->name);
		if (s->type == SET_INT) out_fmt(o, "%lld (%lld to %lld)", (long long)s->number, (long long)s->min, (long long)s->max);
		else if (s->text.n) out_fmt(o, "`%.*s`", STR_ARG(s->text));
		out_fmt(o, " | %s |\n", s->help);
	}
}
