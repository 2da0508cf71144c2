/* The template compiler as a function, for its tests and its fuzz target. */
#ifndef TOOL_TMPLC_H
#define TOOL_TMPLC_H

#include "core/out.h"

struct tmplc_result {
	bool ok;
	struct str c, h;     /* the generated files */
	int line;            /* of the fault */
	struct str fault;
};
/* `file` is the name for #line ("src/feature/group/group.html"). */
struct tmplc_result tmplc_compile(struct arena *, struct str file, struct str source);

#endif
