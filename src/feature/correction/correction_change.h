/* What a 修正依頼 holds, for who asks about a record in memory: made from two records, applied to one, found again. The text
 * is that of correction_encode(); a field that is to be emptied stands there without a value. */
#ifndef FEATURE_CORRECTION_CHANGE_H
#define FEATURE_CORRECTION_CHANGE_H

#include "feature/correction/correction.h"
#include "form/form.h"

/* The fields of `form` that differ between the two records and may be seen by anybody (OPEN for the kind); "" = none. */
struct str correction_changes(struct arena *, const struct masters *, const struct form *, const void *before, const void *after);
/* Into the record; only fields that `form` asks. ERR_INPUT: not such a text. */
MUST_USE enum err correction_apply(struct arena *, const struct masters *, const struct form *, struct str changes, void *record);
/* How many fields it changes. */
size_t correction_count(struct arena *, struct str changes);
bool correction_field_differs(const struct field *, const void *a, const void *b);
/* The newest one about this record that waits (仮登録). ERR_NOT_FOUND. */
MUST_USE enum err correction_pending(struct db_read *, struct arena *, const struct keys *, const struct entity *, int64_t id, struct correction *);

#endif
