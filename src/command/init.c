/* kenmin init: a new data folder with keys, database, start values and the first administrator. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "command/commands.h"
#include "command/data.h"
#include "feature/master/master.h"
#include "feature/search/search.h"
#include "feature/staff/staff.h"
#include "security/password.h"
#include "security/random.h"
#include "store/audit.h"

enum { INITIAL_PASSWORD = 16 };

static bool is_empty(const char *dir)
{
	DIR *d = opendir(dir);
	if (!d) return false;
	bool empty = true;
	for (struct dirent *e; (e = readdir(d));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && strcmp(e->d_name, "kenmin.conf") != 0) empty = false;
	closedir(d);
	return empty;
}

static int make_folder(struct command_line *l, const char *dir)
{
	if (mkdir(dir, 0700) == 0) return EXIT_OK;
	if (errno != EEXIST) return command_fail(l, EXIT_FAILED, "can not make %s: %s", dir, strerror(errno));
	if (!is_empty(dir)) return command_fail(l, EXIT_FAILED, "%s is there already and is not empty: choose another folder", dir);
	return chmod(dir, 0700) ? command_fail(l, EXIT_FAILED, "can not chmod 0700 %s: %s", dir, strerror(errno)) : EXIT_OK;
}

/* The name is random too: no administrator of two installations is called the same (policy 6.2). */
static enum err add_administrator(struct db_write *w, struct command_line *l, struct data *d, struct str login, struct secret password)
{
	const struct master *role = master_by_code(d->masters, "staff_role", S("admin"));
	struct staff s = {
		.record = { .state = STATE_PUBLISHED },
		.login_id = login,
		.name = S("最初の管理者"),
		.role = role ? role->num : 1,
		.password = password_hash(l->arena, password),
		.must_change = 1,
	};
	enum err e = entity_save(w, l->arena, d->keys, &staff_entity, &s, l->now);
	struct audit_entry entry = { .now = l->now, .actor = "command", .action = "init", .entity = "staff", .record = s.record.id };
	return e ? e : audit_add(w, l->arena, d->keys, &entry);
}

static enum err fill(struct command_line *l, struct data *d, struct str login, struct secret password)
{
	struct db_write *w;
	int applied = 0;
	enum err e = db_migrate(d->db, &applied);
	if (!e) e = db_write_begin(d->db, &w);
	if (e) return e;
	e = master_seed(w, l->arena, l->now);
	if (!e) e = masters_load(db_reading(w), l->arena, &d->masters);
	if (!e) e = add_administrator(w, l, d, login, password);
	if (e) {
		db_write_roll_back(w);
		return e;
	}
	e = db_write_commit(w);
	int64_t indexed = 0; /* nothing yet: notes which tokenizer the index is for */
	return e ? e : search_upgrade(d->db, d->masters, false, &indexed);
}

int command_init(struct command_line *l)
{
	struct data d = { .dir = str_cz(l->arena, command_option(l, "data")) };
	struct str message = STR_NONE, login = str_cat(l->arena, S("kanri-"), random_word(l->arena, 5));
	struct secret password = secret_of(random_word(l->arena, INITIAL_PASSWORD));
	int code = make_folder(l, d.dir);
	if (code) return code;
	if (data_config(l->arena, command_option(l, "data"), NULL, &d.config, &message))
		return command_fail(l, EXIT_FAILED, "%s/kenmin.conf: %.*s", d.dir, STR_ARG(message));
	code = command_result(l, keys_create(d.dir, l->now), "the key file DIR/keys");
	if (!code) code = command_result(l, keys_open(l->arena, d.dir, &d.keys), "the key file DIR/keys");
	struct db_config c = data_db_config(l->arena, &d.config);
	if (!code) code = command_result(l, db_open(l->arena, &c, &d.db), "the database");
	if (!code) code = command_result(l, fill(l, &d, login, password), "filling the database (remove the folder and try again)");
	if (!code) {
		struct str shown = secret_reveal(password);
		command_say("最初の管理者（このパスワードは一度だけ表示されます。最初のログインで変更してください）");
		command_say("  ログインID      %.*s\n  初期パスワード  %.*s", STR_ARG(login), STR_ARG(shown));
	}
	data_close(&d);
	return code;
}
