/* The PostgreSQL driver: arrives in the next commit; opening it says so. */
#include "core/log.h"
#include "store/driver.h"

static enum err pg_open(struct db *db)
{
	(void)db;
	log_error(3040, "PostgreSQL: not in this build");
	return ERR_DENIED;
}

static void pg_close(struct db *db)
{
	(void)db;
}

const struct driver driver_pg = { .name = "PostgreSQL", .pg = true, .open = pg_open, .close = pg_close };
