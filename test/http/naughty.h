/* Hostile strings wherever the product reads something: every declared parameter and :name of every route of both
 * sites (GET); every field of every form on every page, and every POST route (fields of all forms at once, fields
 * nobody has, broken tokens); every header the HTTP layer reads, and our cookies.
 *
 * Wanted each time: an answer below 500 (and no 429: that would not have been tried), markup never reflected.
 */
#ifndef TEST_HTTP_NAUGHTY_H
#define TEST_HTTP_NAUGHTY_H

#include "../test/http/script.h"
#include "http/server.h"

/* `file`: one string a line (bytes.h). 40 strings in each place, taking turns; with `all` every string. */
void naughty_run(struct server *, struct str host, const struct app *, const char *file, bool all, struct tally *);

#endif
