/* Mapping profiles: which post type or table of an old site becomes which entity, field by field.
 *
 * A commented text file per site (src/import/profile/NAME.profile; doc/import-profile.md describes the language). Two
 * are shipped inside the program; `kenmin import inspect` suggests one for a dump nobody has seen.
 */
#ifndef IMPORT_PROFILE_H
#define IMPORT_PROFILE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"
#include "core/vec.h"

enum source_kind { FROM_TITLE, FROM_CONTENT, FROM_META, FROM_TERM, FROM_SLUG, FROM_COLUMN, FROM_USER, FROM_USERMETA, FROM_JOIN, FROM_CONST, FROM_POST, FROM_ROWS };
struct source {
	enum source_kind kind;
	struct str table, name; /* meta key, taxonomy, column, path of a repeating field; for JOIN: table and column */
};
struct sources VEC_OF(struct source);

struct translation {
	struct str from, to;
};
struct translations VEC_OF(struct translation);

struct rule {
	struct str field;           /* column of the entity, or "kind", "state", "user", "date" */
	struct sources source;      /* the first that has a value counts */
	struct translations words;  /* applied to every single value */
	struct str split;           /* characters that separate values of a MULTI; "each" = every character */
	struct str ref;             /* for REF: the alias under which the target was imported */
	int64_t line;
};
struct rules VEC_OF(struct rule);

struct old_address {
	struct str pattern; /* "/boshu/boshu{id}/", "/{type}/{slug}/" */
};
struct mapping {
	bool table;                 /* a table of its own; else a post type */
	struct str from, entity;    /* post type, or table without prefix */
	struct str key;             /* columns that make a row unique, comma separated */
	struct str where_column, where_value;
	struct rules rule;
	VEC(struct rule) alias;     /* field = alias name, source = its value */
	struct { struct str table, column; struct sources value; } join; /* one row of another table beside this one */
	struct { struct str alias; struct sources value; } unless; /* rows imported already under that alias are passed over */
	struct { struct str alias; struct sources value; } same; /* of a CSV: its row is more about the record of this alias */
	VEC(struct old_address) address;
	int64_t line;
};
struct ignored {
	struct str what, why; /* "table wp_options", reason in Japanese */
};
struct profile {
	struct str prefix;          /* table prefix, "" = found by itself */
	VEC(struct mapping) mapping;
	VEC(struct mapping) csv;    /* tables that come as a CSV only, or beside the posts they belong to */
	VEC(struct ignored) ignored;
	VEC(struct old_address) front; /* paths under which /?p=N of this site stood: "/", "/boranet201909/" */
	struct str uploads;         /* part of an address that begins an uploaded file: "/wp-content/uploads/" */
};

/* The text must live as long as the profile. On failure *message names the line (Japanese). */
MUST_USE enum err profile_read(struct arena *, struct str text, struct profile *, struct str *message);
/* The shipped one of "super" or "aika". */
struct str profile_shipped(const char *site);

#endif
