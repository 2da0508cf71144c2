/* PHP's serialize() format, read into a tree: N b i d s a O C E R r. Never makes objects: an O is a list
 * with its class's name.
 *
 * Lengths count bytes and strings are not escaped, so quotes and semicolons inside are normal. Values
 * that search-and-replace tools broke (wrong lengths) are read in a tolerant way, and reported; values
 * that were serialised twice are read through. Limits: depth 32, 10,000 values.
 * Source: PHP 8.2 ext/standard/var_unserializer.re, field-and-peers.md D.3.
 */
#ifndef IMPORT_PHP_H
#define IMPORT_PHP_H

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

enum { PHP_DEPTH_MAX = 32, PHP_VALUES_MAX = 10000 };

enum php_type { PHP_NULL, PHP_BOOL, PHP_INT, PHP_REAL, PHP_STRING, PHP_LIST, PHP_OTHER };
struct php {
	enum php_type type;
	struct str s;      /* STRING: its bytes (a view of the source); the others: as written; LIST: class or "" */
	int64_t i;         /* BOOL, INT */
	const struct php *key, *value; /* LIST: n keys (INT or STRING) and n values */
	size_t n;
};
struct php_report {
	int repaired;      /* strings whose length was wrong */
	int twice;         /* levels of serialised text within text that were opened */
	const char *fault; /* why it failed, Japanese; NULL */
};

/* Cheap look: could this be serialised at all ("a:2:{", "s:3:\"", "N;", "b:1;")? */
bool php_looks_serialized(struct str);
/* Reads the whole text. ERR_INPUT with report->fault when it can't be read even tolerantly. */
MUST_USE enum err php_read(struct arena *, struct str text, struct php *, struct php_report *);
/* The value under a key of a list; NULL when there is none. */
const struct php *php_get(const struct php *list, const char *key);
/* A scalar as text: strings as they are, numbers as written, true "1", false and null "". */
struct str php_text(const struct php *);

#endif
