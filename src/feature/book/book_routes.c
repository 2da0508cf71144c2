/* Addresses of 蔵書. */
#include "feature/book/book_routes.h"

#include "feature/book/book_pages.h"

const struct route book_routes[] = {
	{ "/books", ANYONE, book_list, NULL, "q page sort title author content publisher receipt_no isbn field* issued_from issued_to", 0 },
	{ "/books/:id", ANYONE, book_show, NULL, NULL, 0 },
	{ 0 },
};
