/* Opening a data folder (command/data.h). */
#include "command/data.h"

#include <sys/stat.h>
#include <unistd.h>

enum err data_config(struct arena *a, struct str dir, const char *file, struct config *c, struct str *message)
{
	const char *own = str_cz(a, str_fmt(a, "%.*s/kenmin.conf", STR_ARG(dir)));
	*c = config_default();
	c->dir = dir;
	enum err e = access(own, F_OK) ? OK : config_read(a, own, c, message);
	return e || !file ? e : config_read(a, file, c, message);
}

struct db_config data_db_config(struct arena *a, const struct config *c)
{
	return (struct db_config){ .dir = str_cz(a, c->dir), .pg = c->database.n ? str_cz(a, c->database) : NULL };
}

static int check_folder(struct command_line *l, struct data *d)
{
	struct stat st;
	if (stat(d->dir, &st) || !S_ISDIR(st.st_mode))
		return command_fail(l, EXIT_MISSING, "there is no data folder %s (make one: kenmin init --data %s)", d->dir, d->dir);
	if (st.st_mode & 0077)
		return command_fail(l, EXIT_FAILED, "%s may be entered by others: chmod 0700 %s", d->dir, d->dir);
	const char *db = str_cz(l->arena, str_fmt(l->arena, "%s/kenmin.db", d->dir));
	if (!d->config.database.n && access(db, F_OK))
		return command_fail(l, EXIT_MISSING, "%s is not a data folder: no kenmin.db in it (make one: kenmin init --data DIR)", d->dir);
	return EXIT_OK;
}

static int open_database(struct command_line *l, unsigned want, struct data *d)
{
	struct db_config c = data_db_config(l->arena, &d->config);
	enum err e = db_open(l->arena, &c, &d->db);
	if (e) return command_result(l, e, "the database");
	bool current = false;
	e = db_schema_current(d->db, &current);
	if (e && !(want & DATA_ANY_SCHEMA)) return command_result(l, e, "the database");
	if (!current && !(want & DATA_ANY_SCHEMA))
		return command_fail(l, EXIT_FAILED, "the database has not this program's tables: kenmin migrate --data %s", d->dir);
	return EXIT_OK;
}

static int load_masters(struct command_line *l, struct data *d)
{
	struct db_read *r;
	enum err e = db_read_begin(d->db, &r);
	if (e) return command_result(l, e, "the database");
	e = masters_load(r, l->arena, &d->masters);
	db_read_done(r);
	return command_result(l, e, "the choice lists");
}

int data_open(struct command_line *l, unsigned want, struct data *d)
{
	struct str message = STR_NONE, dir = command_option(l, "data");
	*d = (struct data){ .dir = str_cz(l->arena, dir) };
	if (data_config(l->arena, dir, NULL, &d->config, &message))
		return command_fail(l, EXIT_FAILED, "%s/kenmin.conf: %.*s", d->dir, STR_ARG(message));
	int code = check_folder(l, d);
	if (!code && want & DATA_KEYS) code = command_result(l, keys_open(l->arena, d->dir, &d->keys), "the key file DIR/keys");
	if (!code && want & DATA_DB) code = open_database(l, want, d);
	if (!code && want & DATA_MASTERS) code = load_masters(l, d);
	if (code) data_close(d);
	return code;
}

void data_close(struct data *d)
{
	db_close(d->db);
	d->db = NULL;
}
