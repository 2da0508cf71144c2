/* What proof.html draws. */
#ifndef FEATURE_PROOF_PROOF_VIEW_H
#define FEATURE_PROOF_PROOF_VIEW_H

#include "http/csrf.h"
#include "ui/page.h"

struct proof_view {
	const struct request *req;
	struct str title, lead, button;
	struct url action;
	struct { struct str *v; size_t n, cap; } lines;
	struct str next; /* words of the link or button to go on with; "" = none */
	struct url next_url;
	struct str tel;
	struct url tel_url;
	bool good; /* something is done; else something does not work */
};

#endif
