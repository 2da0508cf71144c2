/* What the member templates show. Everything here may be read by anybody: the view is filled only
 * from fields that are open for the member's kind, so that a name of an individual has no place in it. */
#ifndef FEATURE_MEMBER_VIEW_H
#define FEATURE_MEMBER_VIEW_H

#include "feature/offer/offer_view.h"

struct member_card {
	struct url url;
	struct str name;      /* 「個人会員 No.12」 or the group's name */
	struct str line;      /* 市町・分野 */
	struct str note;      /* 一芸, 団体・募集と参加 ... */
	const char *icon;     /* person, people, briefcase */
	bool group;           /* drawn in the partner colour */
};
struct member_cards VEC_OF(struct member_card);

struct member_view {
	struct str name, kana, kind, lead;
	const char *icon;
	bool group;
	struct str_views tags;
	struct record_view parts;   /* public fields in the order of 別紙4 */
	bool posts;                 /* the lists of offers are shown */
	struct offer_cards current;
	struct row_list past;
	struct str past_count;
	struct url search, login;
	bool login_later;           /* the login is not built yet */
};

struct member_newest_view {
	struct link_views kinds;
	struct member_cards cards;
	struct str count;
	struct url search, register_url, offers;
};
struct member_search_view {
	struct search_view search;
	struct member_cards cards;
	struct url offers;
};

#endif
