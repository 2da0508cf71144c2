/* doc/fields.md: the field tables of all entities as 別紙3 and 別紙4 print them. */
#ifndef FEATURE_MASTER_FIELDS_DOC_H
#define FEATURE_MASTER_FIELDS_DOC_H

#include "core/out.h"

void fields_print(struct out *);

#endif
