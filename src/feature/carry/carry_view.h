/* What carry.html draws. */
#ifndef FEATURE_CARRY_CARRY_VIEW_H
#define FEATURE_CARRY_CARRY_VIEW_H

#include "http/csrf.h"
#include "ui/page.h"

struct carry_view {
	const struct request *req;
	struct str heading, text, button, state;
	struct url action;
};

#endif
