/* The lexer under the sanitiser (rich.c): foreign markup to tags and text. Internal to src/html.
 *
 * It follows the tokenizer of the HTML standard where a difference could change what is text and what
 * is a tag, is linear, and never fails: every input gives tokens. It knows no element but by name.
 */
#ifndef HTML_RICH_TOKEN_H
#define HTML_RICH_TOKEN_H

#include "core/str.h"

enum rich_token_kind { RICH_END, RICH_TEXT, RICH_START, RICH_STOP, RICH_COMMENT };
enum { RICH_ATTRS = 24 };

struct rich_token {
	enum rich_token_kind kind;
	struct str raw;  /* text: still with character references; comment: what stands inside; tag: all of it */
	char name[16];   /* of a tag, lower case; "" when longer than we know elements */
	struct { struct str name, value; } attr[RICH_ATTRS]; /* raw; further ones are dropped */
	size_t attrs;
};

struct rich_lexer {
	struct str src;
	size_t pos;
};
void rich_next(struct rich_lexer *, struct rich_token *);
/* Moves behind the end tag of `name` ("script"); to the end when there is none. Returns what was skipped. */
struct str rich_skip_raw(struct rich_lexer *, const char *name);
/* The raw value of an attribute; false when there is none. Name in lower case. */
bool rich_attr(const struct rich_token *, const char *name, struct str *raw);

/* Takes one character off the front of raw text, character references decoded (named ones of HTML 4,
 * numeric ones; unknown ones stay as they are). 0 at the end. Control and direction characters give
 * UINT32_MAX: leave them out. */
uint32_t rich_char(struct str *raw);
/* All of it, as UTF-8. */
struct str rich_decode(struct arena *, struct str raw);

#endif
