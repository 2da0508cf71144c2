/* Files that come with a form: checked, stored sealed and unserved, and named by number in the form's state.
 *
 * What a file is, its bytes say (store/blob.h), not its name. It is served only after the scanner saw it. Files of forms
 * that are never sent are removed by jobs (upload_sweep).
 */
#ifndef FEATURE_FILE_UPLOAD_H
#define FEATURE_FILE_UPLOAD_H

#include "core/vec.h"
#include "form/form.h"
#include "security/seal.h"

enum { UPLOAD_FILE_MAX = 5 << 20, UPLOAD_KEEP_SECONDS = 2 * 24 * 3600 };

struct upload_params VEC_OF(struct param); /* of a form's state */

/* For every asked FILE_ID field: a new file, a removed one ("remove:COLUMN" in `action`), its description, into
 * `values` (which holds the numbers of files received before). Faults say what to do; a refused file leaves the one
 * before in place. */
MUST_USE enum err upload_take(struct request *, struct db_write *, const struct keys *, const struct form *, struct str action,
	struct upload_params *values, struct faults *);
/* The form was sent: its files belong to the record now. */
MUST_USE enum err upload_keep(struct db_write *, const struct form *, const void *record);
/* The record is going to be removed: its files are swept like those of forms that were never sent. */
MUST_USE enum err upload_release(struct db_write *, struct arena *, const struct entity *, const void *record);
/* Removes files of forms that were not sent within UPLOAD_KEEP_SECONDS. */
MUST_USE enum err upload_sweep(struct db_write *, int64_t now, int64_t *removed);

#endif
