/* Taking over the old sites: what the command line calls. No mail is sent, nothing of a dump is executed.
 *
 * One run is one transaction: on any failure, and in a dry run, the database is as it was. A second run imports only
 * what differs; records that were edited here since are left alone and reported.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "form/entity.h"
#include "import/profile.h"
#include "security/seal.h"
#include "store/store.h"

struct import_options {
	struct db *db;
	const struct keys *keys;
	const struct masters *masters;
	int64_t now;
	enum site_id site;
	const char *dump;
	const char *uploads;       /* folder, or .tar[.gz], of wp-content/uploads; or NULL */
	struct str profile;        /* text of a profile; "" = the shipped one */
	bool dry_run;
	void (*progress)(void *, int64_t done, int64_t total);
	void *ctx;
};

/* Why values or rows did not become what the profile says, with how often and one place to look at. */
struct import_note {
	struct str what;   /* Japanese */
	struct str sample; /* where: "wp_posts 123"; never a person's value */
	int64_t n;
};
struct import_notes VEC_OF(struct import_note);

/* One mapping of the profile. */
struct import_count {
	const struct entity *entity;
	struct str from;           /* "wp_posts: event", "wp_yk_yoyaku" */
	int64_t read, added, changed, unchanged, edited, quarantined, passed, incomplete, visible;
	int64_t kind_all[KINDS_MAX], kind_visible[KINDS_MAX]; /* of those taken, by record.kind */
};
struct import_left {
	struct str what, why;
	int64_t n;
};
struct import_report {
	struct arena *arena;
	VEC(struct import_count) count;
	VEC(struct import_left) left;
	struct import_notes note;
	int64_t files, files_missing, redirects, repaired, orphans, statements, skipped;
	bool dry_run, csv;
	struct str message;        /* Japanese, when it failed */
};

MUST_USE enum err import_wordpress(struct arena *, const struct import_options *, struct import_report *);

/* Every post type, key and table of a dump with counts and samples, as the draft of a profile. Touches no database. */
MUST_USE enum err import_inspect(struct arena *, const char *dump, struct out *, struct str *message);
/* The same from memory: fuzzing. */
MUST_USE enum err import_inspect_memory(struct arena *, struct str bytes, struct out *, struct str *message);

/* A CSV (UTF-8 or CP932) into one entity. Its first row names the columns: our field names or labels, or the columns of the
 * old site's table that the shipped profile maps to this entity (also under the Japanese heads its export used); rows of such
 * a table update the records the dump brought. Other rows are known by their content: the same row twice is one record. */
struct csv_options {
	struct db *db;
	const struct keys *keys;
	const struct masters *masters;
	int64_t now;
	enum site_id site;
	const struct entity *entity;
	const char *file;
	bool cp932, dry_run;
};
MUST_USE enum err import_csv(struct arena *, const struct csv_options *, struct import_report *);

/* The report as text (Japanese) with the spec's 現データ件数 beside what was found, and as JSON. */
void import_report_text(struct out *, const struct import_report *, enum site_id);
void import_report_json(struct out *, const struct import_report *, enum site_id);

void import_note_add(struct import_report *, struct str what, struct str sample);

#endif
