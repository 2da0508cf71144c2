/* What guide.html draws: pages made of a lead, a written text, and sections of links. */
#ifndef SITE_SUPER_GUIDE_VIEW_H
#define SITE_SUPER_GUIDE_VIEW_H

#include "ui/list.h"

struct guide_link {
	struct str label, note;
	struct url url;
	bool external, later;
};
struct guide_part {
	struct str id, heading, text;
	struct html body;
	struct { struct guide_link *v; size_t n, cap; } links, buttons;
	bool later; /* a button leads to a page that is not built yet */
};
struct guide_view {
	struct str title, lead;
	struct html body;
	struct { struct guide_part *v; size_t n, cap; } parts;
	bool map;     /* sections in columns */
	bool contact; /* how to reach the centre, at the end */
	struct str tel, mail, address, postal;
	struct url tel_url, mail_url;
	bool search; /* correction: look for the group */
	struct url search_action;
};

#endif
