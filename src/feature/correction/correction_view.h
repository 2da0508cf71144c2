/* What correction.html draws: where a request for a change begins. */
#ifndef FEATURE_CORRECTION_CORRECTION_VIEW_H
#define FEATURE_CORRECTION_CORRECTION_VIEW_H

#include "http/csrf.h"
#include "ui/page.h"

struct correction_view {
	const struct request *req;
	struct str title, word, tel; /* of the record; 団体・企業の情報 */
	struct url action, form, page, tel_url;
	int hours;                   /* how long a link works */
	bool sent;                   /* the link was asked for */
};

#endif
