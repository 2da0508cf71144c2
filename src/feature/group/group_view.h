/* What group.html draws. Only group_pages.c fills it. */
#ifndef FEATURE_GROUP_GROUP_VIEW_H
#define FEATURE_GROUP_GROUP_VIEW_H

#include "ui/list.h"
#include "ui/record.h"

struct group_view {
	struct str name, kana;
	struct str registration; /* スーパーネット登録, スーパーネット未登録 */
	struct str_views tags;
	struct html lead;
	struct record_view record;
	struct html updated;
	struct url fix, to_events, to_fix; /* to_: parts of this page */
	struct str word, tel, centre_mail; /* word: 団体, 企業 */
	struct url tel_url, mail_url;
	bool has_events;
	struct row_list events;
	struct url all_events;
	/* the side column */
	struct html phone, mail, web;
	struct str place;
	bool has_contact;
	int64_t offers;      /* on あいかさねっと, visible now */
	struct url offers_url;
};

#endif
