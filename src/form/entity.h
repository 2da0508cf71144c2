/* Entities: every kind of record of the product as a table of fields. One line in a .def file gives
 * the struct member, the column, form, check, sealing, CSV, diff, documentation.
 *
 * A .def file (feature/group/group.def) is included several times with ROW and SECTION defined:
 *
 *   SECTION("基本の情報")
 *   ROW(2, name, TEXT, "団体名／企業名", NEED(MUST, MUST, MUST), ALWAYS, SHOW(OPEN, OPEN, OPEN),
 *       TITLE | SEARCH | LIST, 200, "正式な名前をお書きください")
 *
 *   row     number in 別紙3 / 別紙4, or 0
 *   column  member of the struct and column of the table (a C identifier)
 *   type    TEXT LONG KANA EMAIL PHONE POSTAL URL RICH         -> struct str
 *           INT BOOL DATE TIME STAMP CHOICE(list) MULTI(list) REF(entity) FILE_ID -> int64_t
 *           DATE is yyyymmdd (core/time.h), TIME minutes after midnight (26:30 = 1590), STAMP UTC
 *           seconds, CHOICE a master's number, MULTI a set of masters' numbers as bits 1 << (num-1),
 *           FILE_ID a stored blob, REF a row of another entity; 0 = not given
 *   need    per kind: MUST (必須), MAY (任意), NOT (—: the kind has no such field)
 *   when    ALWAYS, or IF_IS(column, number) / IF_HAS(column, number): MUST counts only then; a
 *           condition on a column that the record's kind does not have counts as fulfilled
 *   show    per kind: OPEN (anybody), OWN (owner and staff: 非公開, 一般非公開)
 *   flags   below
 *   max     characters for text, greatest value for INT
 *   help    hint under the label
 *
 * Parts that several entities share (contact, photos ...) are .def files under feature/part/ and
 * included by theirs. A field is one line even where it is long.
 *
 * Entities with fewer kinds write NEED1(x) / SHOW1(x). doc/fields.md is printed from these tables.
 */
#ifndef FORM_ENTITY_H
#define FORM_ENTITY_H

#include "core/time.h"
#include "form/master.h"
#include "html/write.h"
#include "store/db.h"

struct keys; /* security/seal.h */

enum { KINDS_MAX = 3 };

enum field_type {
	TYPE_TEXT, TYPE_LONG, TYPE_KANA, TYPE_EMAIL, TYPE_PHONE, TYPE_POSTAL, TYPE_URL, TYPE_RICH,
	TYPE_INT, TYPE_BOOL, TYPE_DATE, TYPE_TIME, TYPE_STAMP, TYPE_CHOICE, TYPE_MULTI, TYPE_REF, TYPE_FILE_ID,
	TYPE_SECTION, /* not a field: a heading in the table; label is its text */
	TYPE_COUNT
};
enum need { NOT, MAY, MUST };
enum visibility { OWN, OPEN };

enum field_flag {
	TITLE = 1 << 0,    /* names the record: lists, links, search rank */
	SEARCH = 1 << 1,   /* in the full-text index */
	LIST = 1 << 2,     /* column of the back-office list */
	FILTER = 1 << 3,   /* condition of the detailed search, with counts */
	INDEX = 1 << 4,    /* database index; for SECRET: a blind index column <column>_bidx */
	SECRET = 1 << 5,   /* sealed at rest under the record's person key (security/seal.h) */
	PREFILL = 1 << 6,  /* carried over to the other site's form (連携機能 3) */
	STAGE2 = 1 << 7,   /* asked after login (別紙4 rows 19-42) */
	SORT = 1 << 8,     /* lists may be ordered by it */
	HIDDEN = 1 << 9,   /* never in a form or a page: bookkeeping */
	WORDS = 1 << 10,   /* a word condition of its own in the detailed search */
	CONSENT = 1 << 11, /* ticked in the form each time; not missing on records taken over */
	ALL = 1 << 12,     /* MULTI: every active value must be ticked (登録要件) */
	UNIQUE = 1 << 13,  /* with INDEX: no two records have the same value (empty ones aside) */
	STAFF_ONLY = 1 << 14, /* kept by staff: never in a form of the public or of members */
	IMAGE = 1 << 15,     /* FILE_ID: a picture, nothing else */
	PASSWORD = 1 << 16   /* with HIDDEN: a form asks it, as it is typed, and never shows it again; the record gets the typed text */
};

struct condition {
	enum { COND_ALWAYS, COND_IS, COND_HAS } type;
	const char *column;
	int64_t value;
};

struct field {
	int row;
	const char *column;
	enum field_type type;
	const char *list; /* master list of CHOICE and MULTI, entity of REF; else "" */
	const char *label;
	enum need need[KINDS_MAX];
	struct condition when;
	enum visibility show[KINDS_MAX];
	unsigned flags;
	int max;
	const char *help;
	size_t offset; /* in the entity's struct */
};
/* for (ENTITY_FIELDS(entity, f)) { ... }: every field, without the SECTION lines. */
#define ENTITY_FIELDS(e, f) const struct field *f = entity_next((e), NULL); f; f = entity_next((e), f)

/* States of a record. Spec README decision 3. */
enum state {
	STATE_DRAFT = 1,  /* 下書き */
	STATE_REVIEW,     /* 仮登録（レビュー） */
	STATE_PUBLISHED,  /* 公開 */
	STATE_SUSPENDED,  /* 休止 */
	STATE_WITHDRAWN,  /* 退会 */
	STATE_DISSOLVED,  /* 解散 */
	STATE_RETURNED,   /* 差し戻し */
	STATE_REJECTED,   /* 却下 */
	STATE_PRIVATE,    /* 非公開 (taken over from the old site; was public once or never) */
	STATE_SCHEDULED,  /* 公開予約: becomes PUBLISHED at open_at (jobs) */
	STATE_UNPROVEN    /* メール未確認: the address is not proven yet */
};
const char *state_label(enum state); /* Japanese */

enum site_id { SITE_SUPER = 1, SITE_AIKA = 2 };

/* First member of every entity's struct; the common columns of every entity's table. */
struct record {
	int64_t id;
	int64_t site;         /* enum site_id */
	int64_t kind;         /* index into entity->kind, from 0 */
	int64_t state;        /* enum state */
	int64_t created_at, updated_at;
	int64_t published_at; /* first publication; 0 = never. What "newest" sorts by */
	int64_t open_at, close_at; /* scheduled publication and end, UTC; 0 = none */
	int64_t trashed_at;   /* in the trash since; 0 = not */
	int64_t incomplete;   /* 未完了: 1 when a value required today is missing */
	int64_t person_key;   /* data key of the person whose SECRET fields these are; 0 = none yet */
	int64_t version;      /* counts updates, from 1 */
	struct str source;    /* where it came from: "super:wp_posts:123"; unique; "" = entered here */
};

struct entity {
	const char *name;   /* "group" */
	const char *table;  /* "grp" where the name is an SQL word */
	const char *label;  /* "団体・企業" */
	const char *kind[KINDS_MAX];       /* "npo", "group", "company"; unused = NULL */
	const char *kind_label[KINDS_MAX]; /* "NPO法人", ... */
	size_t kinds;
	const struct field *field;
	size_t fields;
	size_t size;        /* of the struct */
	enum state visible; /* the state in which the public sees it */
};

/* What the public may see of any entity, said once as SQL (NOW: a parameter, "$1", of UTC seconds) and once for a
 * record in memory: the visible state (公開, of all entities), not in the trash, time has come and not gone.
 * An entity's own further rule (offers, L951) is in feature/search/visible.h. */
#define PUBLIC_SQL(NOW) "state = 3 AND trashed_at = 0 AND open_at <= " NOW " AND (close_at = 0 OR close_at > " NOW ")"
bool record_public(const struct entity *, const struct record *, int64_t now);

/* ---- what a .def row becomes; see the .def files for use ----
 * struct:      struct group { struct record record; #define ROW ROW_MEMBER ... };
 * descriptors: static const struct field group_fields[] = { #define ROW ROW_FIELD(struct group) ... };
 * form/entity_def.h holds these macros and the two-line include recipe. */

/* All entities of the program, in the order of doc/fields.md (feature/entities.c). */
extern const struct entity *const entities[];
extern const size_t entities_count;
const struct entity *entity_named(const char *name); /* NULL when there is none */
const struct field *entity_field(const struct entity *, const char *column);
/* The TITLE field; NULL: records of this entity have no title of their own (applications ...). */
const struct field *entity_title(const struct entity *);
/* The label for one kind: of "団体名／企業名" the second part for company, the first for the others. */
struct str field_label(const struct entity *, const struct field *, int64_t kind);

/* The field after `f` (NULL: the first), skipping SECTION lines; NULL at the end. */
const struct field *entity_next(const struct entity *, const struct field *f);

static inline struct str *field_str(const struct field *f, const void *record)
{
	return (struct str *)(void *)((char *)(uintptr_t)record + f->offset);
}
static inline int64_t *field_int(const struct field *f, const void *record)
{
	return (int64_t *)(void *)((char *)(uintptr_t)record + f->offset);
}
static inline bool field_is_str(const struct field *f) { return f->type <= TYPE_RICH; }
bool field_given(const struct field *, const void *record); /* a value is there */
/* The field exists for this record's kind and a visitor may see it, and it has a value. */
bool field_open(const struct entity *, const struct field *, const void *record);

/* ---- storage: statements are made once per process from the tables (form/entity_sql.h) ---- */

/* Reads the row into `record` (entity->size bytes). SECRET fields are unsealed when keys is given,
 * else left empty. ERR_NOT_FOUND: no row. Trashed rows are found; the caller decides. An erased
 * person (key destroyed) reads as empty SECRET fields. */
MUST_USE enum err entity_load(struct db_read *, struct arena *, const struct keys *, const struct entity *, int64_t id, void *record);
/* The same by record.source (import). */
MUST_USE enum err entity_load_source(struct db_read *, struct arena *, const struct keys *, const struct entity *, struct str source, void *record);
/* The id of the record with this value in a SECRET | INDEX field (through the blind index), or in an
 * INDEX field of text; the oldest when there are several. ERR_NOT_FOUND. */
MUST_USE enum err entity_find(struct db_read *, struct arena *, const struct keys *, const struct entity *, const char *column,
	struct str value, int64_t *id);
/* What the blind index column of a SECRET | INDEX field holds for this value: for statements of a feature's own. */
struct str entity_index(struct arena *, const struct keys *, const struct entity *, const struct field *, struct str value);
/* Inserts (id 0) or updates the whole row; sets record->id, version, updated_at and, when they are 0,
 * created_at and site. SECRET fields are sealed; a person key is made when one has a value and there is
 * none (set record.person_key to share the key of a person already known). `arena` holds the sealed
 * values until the call returns: clear it between the rows of an import. keys NULL: the SECRET columns
 * stay as they are in the row, which is right for a record read without keys; never pass keys with a
 * record whose SECRET fields were not read, they would be emptied.
 * ERR_CONFLICT: the version is not the one read, or source or a UNIQUE field is taken (the
 * transaction can then not be committed: look first with entity_load_source, entity_find). */
MUST_USE enum err entity_save(struct db_write *, struct arena *, const struct keys *, const struct entity *, void *record, int64_t now);
/* Removes the row for good (the trash is record.trashed_at). */
MUST_USE enum err entity_delete(struct db_write *, const struct entity *, int64_t id);
/* A list: `where` and `order` are literals over the columns ("state = $1 AND trashed_at = 0"),
 * records is an array of entity->size elements. SECRET fields are empty. limit 0 = all. */
struct entity_list {
	void *v;
	size_t n;
};
#define ENTITY_AT(type, list, i) (&((type *)(list).v)[i])
MUST_USE enum err entity_select(struct db_read *, struct arena *, const struct entity *, const char *literal_where,
	const char *literal_order, struct binds, int64_t limit, int64_t offset, struct entity_list *);
/* These records, in this order; SECRET fields are empty. ERR_IO: one is not in this reader's snapshot. */
MUST_USE enum err entity_load_list(struct db_read *, struct arena *, const struct entity *, const int64_t *ids, size_t n, struct entity_list *);
MUST_USE enum err entity_count(struct db_read *, const struct entity *, const char *literal_where, struct binds, int64_t *);
/* For whoever makes a statement of its own (feature/search): the columns, without the SECRET ones, as
 * "alias.id, alias.site, ..." and how to read them back, from column `first` of the row on. */
void entity_columns(struct out *, const struct entity *, const char *alias);
void entity_read_row(struct rows *, int first, const struct entity *, void *record);

/* ---- checking and reading ---- */

struct fault_entry {
	const struct field *field; /* NULL: about the form as a whole */
	struct str message;        /* Japanese, says what to do */
};
struct faults {
	struct arena *arena; /* for the messages; set it before use */
	struct fault_entry v[64];
	size_t n;
};
/* The field is MUST for the record's kind and its condition holds. */
bool field_needed(const struct entity *, const struct field *, const void *record);
/* Adds "団体名をお書きください。" (or 選んで, as the type asks). Past 64 faults more are dropped. */
void fault_missing(struct faults *, const struct entity *, const struct field *, int64_t kind);
void fault_add(struct faults *, const struct field *, struct str message);
/* Fields MUST for the record's kind (and stage) that have no value. With faults NULL only counts. */
size_t entity_missing(const struct entity *, const void *record, bool with_stage2, struct faults *);
/* What a field alone can not know: of a pair x_from, x_to (DATE, and TIME on one day) the end lies not
 * before the beginning. Returns how many are wrong. */
size_t entity_check(const struct entity *, const void *record, struct faults *);
/* Reads one text into the field: trims, normalises widths, kana, hyphens, dates in any writing.
 * On a fault the field keeps its old value and the message says what to do. */
bool field_read(struct arena *, const struct masters *, const struct field *, void *record, struct str text, struct faults *);
/* The same, the message naming the field by this label (field_label() of the record's kind). */
bool field_read_as(struct arena *, const struct masters *, const struct field *, struct str label, void *record, struct str text, struct faults *);
/* The value as people read it ("2026年11月25日（水）", labels joined with "、"). RICH gives its text. */
struct str field_text(struct arena *, const struct masters *, const struct field *, const void *record);
/* The value as a page shows it: paragraphs, links, lists. */
struct html field_html(struct arena *, const struct masters *, const struct field *, const void *record);

#endif
