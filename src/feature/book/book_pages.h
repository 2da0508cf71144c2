/* Pages of 蔵書: what the routes call. */
#ifndef FEATURE_BOOK_BOOK_PAGES_H
#define FEATURE_BOOK_BOOK_PAGES_H

#include "feature/book/book.h"
#include "http/route.h"

struct reply book_list(struct request *, struct db_read *); /* /books */
struct reply book_show(struct request *, struct db_read *); /* /books/:id */

#endif
