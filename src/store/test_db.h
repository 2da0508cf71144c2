/* For tests only: a database with all migrations applied, in test_folder(). Defined in store.test.c. */
#ifndef STORE_TEST_DB_H
#define STORE_TEST_DB_H

#include "store/store.h"

struct db *test_db(void); /* close it with db_close() */

#endif
