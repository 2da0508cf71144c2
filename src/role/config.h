/* The settings of one installation: defaults, then the file of `kenmin serve --config FILE`, then options.
 *
 * The file has lines `name = value`, `#` starts a comment. The table of settings (config.c) is the only
 * place that names them; doc/settings.md is printed from it. No secret stands in it: passwords of other
 * servers stand in files of their own, named here.
 */
#ifndef ROLE_CONFIG_H
#define ROLE_CONFIG_H

#include "core/err.h"
#include "core/out.h"

struct config {
	struct str dir;           /* data folder */
	struct str listen;        /* "127.0.0.1:8080" or "unix:/run/kenmin/web.sock" */
	struct str base_url;      /* "https://www.kenmin.pref.yamaguchi.lg.jp"; "" = http://<listen> */
	struct str hosts;         /* further host names that are served, blank separated */
	struct str proxy;         /* address of the proxy whose X-Forwarded-* lines count; "" = none */
	struct str aika_prefix;   /* "/aikasanet" */
	struct str database;      /* libpq connection string; "" = SQLite in the data folder */
	struct str user;          /* who the roles run as when started by root: role/user.h */
	struct str mail;          /* "none" (queue only), "file" (DIR/mail/), "smtp" */
	struct str mail_from;     /* sender address */
	struct str smtp_url;      /* "smtp://127.0.0.1:25", "smtps://mail.example.jp" */
	struct str smtp_user, smtp_password_file, smtp_ca_file;
	struct str scanner;       /* "unix:/run/clamav/clamd.ctl"; "off": files are given out unscanned */
	int64_t threads;          /* web threads */
	int64_t connections;      /* open at once */
	int64_t rate;             /* requests per second and client address, files of the program apart; 0 = no limit */
	int64_t mail_per_minute;
	int64_t link_checks;      /* 1 = the fetch role looks at external links */
	int64_t unproven_days;    /* members who do not prove their address are removed after them */
	int64_t debug;            /* 1 = log more */
};

/* The defaults; texts are literals. */
struct config config_default(void);
/* Reads a file over what is there. On failure *message says what is wrong and in which line (English,
 * in the arena). ERR_NOT_FOUND, ERR_INPUT. */
MUST_USE enum err config_read(struct arena *, const char *path, struct config *, struct str *message);
/* The same from text. */
MUST_USE enum err config_parse(struct arena *, struct str text, struct config *, struct str *message);
/* Sets one value by name: for --listen and tests. */
MUST_USE enum err config_set(struct config *, struct str name, struct str value);
/* doc/settings.md */
void config_doc(struct out *);

#endif
