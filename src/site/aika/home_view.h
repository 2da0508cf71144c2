/* What the home page of あいかさねっと shows (別紙2-3 HOME). */
#ifndef SITE_AIKA_HOME_VIEW_H
#define SITE_AIKA_HOME_VIEW_H

#include "feature/member/member_view.h"
#include "feature/offer/offer_view.h"

struct home_view {
	struct request *req;
	struct offer_cards offers;      /* the 3 newest */
	struct member_cards members;    /* the 6 newest */
	struct dateds newsletters;      /* 6 */
	struct dateds news;             /* 7 */
	struct str persons, groups, companies, all; /* numbers of members, "1,371" */
	struct str today, today_iso;
	struct url offers_url, members_url, search_url, newsletters_url, news_url, line;
};

#endif
