/* Masters: the choice lists that staff edit (分野, 市町, 時間帯, 登録要件 ...). Never enums.
 *
 * A master row has a list, a stable code (text, used in files and addresses), a number 1..62 (the
 * stored value of CHOICE, the bit of MULTI), labels, order, active flag, per-site visibility,
 * minutes from/to for time bands and the mark 「仮の値」. Numbers are never reused.
 * Lists: field20 city area grant_area pref group_class company_class budget feature skill10 time_band
 * weekday sex requirement facility via answer help_topic link_topic terms_subject staff_role.
 * Start values: feature/master/master_seed.c. Kinds of an entity (NPO法人, イベント ...) are not
 * masters: record.kind and entity->kind_label.
 */
#ifndef FORM_MASTER_H
#define FORM_MASTER_H

#include "core/err.h"
#include "store/db.h"

enum { MASTER_NUM_MAX = 62 };

struct master {
	const char *list;
	int64_t num;
	struct str code, label, short_label, plain; /* plain: words for a search form; may be "" */
	int64_t sort, active, provisional, on_super, on_aika, from_minute, to_minute;
};
struct masters; /* all lists in memory; immutable, replaced as a whole when staff edit */

MUST_USE enum err masters_load(struct db_read *, struct arena *, struct masters **);
/* The same of rows at hand, in display order; they are copied, their texts are not. */
struct masters *masters_build(struct arena *, const struct master *rows, size_t n);
/* NULL when there is none. */
const struct master *master_get(const struct masters *, const char *list, int64_t num);
const struct master *master_by_code(const struct masters *, const char *list, struct str code);
/* By label, short label, code or plain words after folding (import). */
const struct master *master_by_text(const struct masters *, const char *list, struct str text);
/* The i-th row of a list in display order, NULL past the end. Inactive rows included. */
const struct master *master_at(const struct masters *, const char *list, size_t i);
static inline int64_t master_bit(int64_t num) { return (int64_t)1 << (num - 1); }

#endif
