/* A data folder as commands and roles open it: settings, database, keys, masters. */
#ifndef COMMAND_DATA_H
#define COMMAND_DATA_H

#include "command/command.h"
#include "form/master.h"
#include "role/config.h"
#include "security/seal.h"
#include "store/store.h"

enum data_part { DATA_DB = 1, DATA_KEYS = 2, DATA_MASTERS = 4, DATA_ANY_SCHEMA = 8 };

struct data {
	const char *dir;
	struct config config;
	struct db *db;
	struct keys *keys;
	struct masters *masters;
};

/* Opens what `want` names of the folder given as --data; DIR/kenmin.conf is read when there. Returns
 * the exit code after having said what is wrong and what to do. A database whose tables are not the
 * program's is refused unless DATA_ANY_SCHEMA. */
int data_open(struct command_line *, unsigned want, struct data *);
void data_close(struct data *);

/* The settings of a data folder: defaults, DIR/kenmin.conf, then `file` (may be NULL). */
MUST_USE enum err data_config(struct arena *, struct str dir, const char *file, struct config *, struct str *message);
/* How db_open wants it. */
struct db_config data_db_config(struct arena *, const struct config *);

#endif
