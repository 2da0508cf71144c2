/* The whole product without sockets, for tests of what people do: role/web over a fresh data folder with masters and terms. */
#ifndef TEST_UNIT_PRODUCT_H
#define TEST_UNIT_PRODUCT_H

#include "form/form.h"
#include "http/server.h"
#include "ui/app.h"

struct product {
	struct app *app;
	struct server *server;
};
/* In test_folder(), on SQLite; close it with product_close(). Published terms stand for all three subjects. */
struct product product_new(void);
void product_close(struct product *);

struct str product_get(struct product *, const char *path);
/* A form as a browser sends it (application/x-www-form-urlencoded), with the token of the page at `path`. */
struct str product_post(struct product *, const char *path, const struct param *, size_t n);
/* The value of the first input of that name in a page, as the browser would send it back. */
struct str product_input(struct str page, const char *name);
/* What stands between <title> and </title>. */
struct str product_title(struct str page);

#endif
