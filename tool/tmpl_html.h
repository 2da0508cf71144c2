/* The HTML side of the template compiler: follows the markup byte by byte, knows at every moment in
 * which place of the markup we stand, and refuses what is not allowed there (doc/templates.md).
 *
 * It is not an HTML parser for foreign markup (that is src/html/rich.c): our templates are strict -
 * every element is closed, attribute values stand in double quotes.
 */
#ifndef TOOL_TMPL_HTML_H
#define TOOL_TMPL_HTML_H

#include "core/out.h"
#include "core/vec.h"

enum place {
	P_TEXT,
	P_PLAIN,      /* <title>, <textarea>: text without elements */
	P_EMPTY,      /* <script>, <style>, <iframe>: must stay empty */
	P_JSON,       /* <script type="application/ld+json">: one value */
	P_TAG_OPEN,   /* behind < */
	P_TAG_NAME,
	P_END_NAME,   /* behind </ */
	P_TAG,        /* inside a tag, behind white space */
	P_TAG_TIGHT,  /* inside a tag, white space must come first */
	P_TAG_SLASH,  /* behind the / of /> */
	P_ATTR_NAME,
	P_ATTR_EQ,    /* behind = */
	P_VALUE,      /* inside "..." */
	P_VALUE_BARE, /* unquoted literal */
	P_DECL,       /* <!doctype ...> and the start of <!-- */
	P_COMMENT
};

/* Where we stand inside the value of an attribute that holds an address. */
enum address { A_NONE, A_START, A_PATH, A_QUERY, A_FRAGMENT, A_WHOLE };

struct tmpl_open {
	struct str name;
	int line;
	bool post, csrf; /* <form method=post>, and whether its csrf call was seen for certain */
};

struct tmpl_attr {
	struct str name, value;
	bool certain; /* in every branch */
	bool dynamic; /* the value holds a directive */
};

enum { TMPL_ATTRS = 32, TMPL_DEPTH = 64 };

/* What a branch may change; saved and compared at if, else and end. */
struct tmpl_state {
	enum place place;
	enum address address;
	struct str tag; /* the element whose tag we are in */
	int tag_line;
	struct tmpl_attr attr[TMPL_ATTRS];
	size_t attrs;
	struct tmpl_open open[TMPL_DEPTH];
	size_t depth;
};

struct tmpl_id { struct str value; int line; bool active; };
struct tmpl_control { struct str name, id; int line; };

struct tmpl {
	struct arena *arena;
	struct out *lit;        /* receives the literal bytes that stay */
	struct tmpl_state s;
	int line;
	int loops;              /* how many {{ for }} we are in */
	struct out word;        /* the name or value being read */
	bool word_dynamic;
	VEC(struct tmpl_id) id;
	VEC(struct tmpl_control) control;
	VEC(struct str) label_for;
	int fault_line;         /* 0 = none; only the first is kept */
	struct str fault;
};

void tmpl_refuse(struct tmpl *, int line, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Start and end of a function: nothing may be left open, every control has its label. */
void tmpl_begin(struct tmpl *);
void tmpl_finish(struct tmpl *);
/* One literal byte. */
void tmpl_feed(struct tmpl *, char c);
/* A value stands here: the writer's name ("html_text"), or NULL when refused. `source` is its expression. */
const char *tmpl_value(struct tmpl *, struct str source);
/* if, else, end, for stand here: false when no branch may begin or end at this place. */
bool tmpl_branch(struct tmpl *, struct str source);
/* A call of a template function stands here. */
bool tmpl_call(struct tmpl *, struct str function);
/* Both branches ended: their common state, or a refusal. `line` is that of the if. */
void tmpl_join(struct tmpl *, const struct tmpl_state *other, int line);

#endif
