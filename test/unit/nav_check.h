/* Compares a site's navigation with test/data/nav.txt. Include after test.h; one use per test file. */
#ifndef TEST_UNIT_NAV_CHECK_H
#define TEST_UNIT_NAV_CHECK_H

#include "ui/site.h"

/* Every link of the lists tabs, side, banners and (where the file has it) footer, in order, nothing more. */
void nav_check(const struct site *, const char *name);

#endif
