/* Repeating fields: loops of Custom Field Suite (CFS) and repeaters of Advanced Custom Fields (ACF).
 *
 * Both keep every single value in postmeta. CFS gives sub-fields their plain name as the key, and its table cfs_values
 * says with `hierarchy` ("LOOP:ROW:SUB", field numbers and rows in turn) where a value stands; the names of the numbers are
 * in the meta "cfs_fields" of posts of type "cfs". ACF writes the row into the key (LOOP_0_SUB) and the count under LOOP.
 * A path is "LOOP" or "LOOP/SUB" (deeper for loops within loops): names, or the number of a field no definition names.
 * Source: custom-field-suite 2.6 includes/api.php, upgrade.php.
 */
#ifndef IMPORT_LOOP_H
#define IMPORT_LOOP_H

#include "import/dataset.h"

enum { LOOP_DEPTH = 4 }; /* loops within loops */

struct loop_field {
	int64_t id, place;  /* place: in the order of the definition */
	struct str name;
};
struct loop_value {
	int64_t post, meta, sub_weight;
	struct str hierarchy; /* "" = not in a loop */
};
struct loops {
	VEC(struct loop_field) field;
	VEC(struct loop_value) value; /* by post, then meta */
};
struct loop_texts VEC_OF(struct str);

/* Empty where the dump has no CFS. Views into the dataset. */
void loop_index(struct arena *, const struct dataset *, struct loops *);
/* The values at a path in the order the old site showed them: of "LOOP/SUB" each, of "LOOP" one per row (its values
 * with 、 between them). */
void loop_values(struct arena *, const struct loops *, const struct post *, struct str path, struct loop_texts *);
/* The whole path of one meta; false when it stands in no repeating field. */
bool loop_path(struct arena *, const struct loops *, const struct post *, const struct meta *, struct str *path);

#endif
