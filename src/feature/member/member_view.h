/* What the member templates show. Everything here may be read by anybody: the view is filled only
 * from fields that are open for the member's kind, so that a name of an individual has no place in it. */
#ifndef FEATURE_MEMBER_VIEW_H
#define FEATURE_MEMBER_VIEW_H

#include "core/vec.h"
#include "feature/offer/offer_view.h"
#include "html/write.h"

struct member_card {
	struct url url;
	struct str name;      /* 「個人会員 No.12」 or the group's name */
	struct str line;      /* 市町・分野 */
	struct str note;      /* 一芸, 団体・参加と募集 ... */
	const char *icon;     /* person, people, briefcase */
	bool group;           /* drawn in the partner colour */
};
struct member_cards {
	VEC(struct member_card) card;
};

struct member_view {
	struct str name, kind, kana;
	const char *icon;
	bool group;
	VEC(struct str) tags;
	struct offer_facts facts;   /* public fields in the order of 別紙4 */
	struct html contact_note;   /* why there is no contact data here */
	struct offer_cards current;
	struct offer_cards past;
	struct str past_count;
	struct url list, search, register_url;
	bool posts;                 /* ボランティアを募集する: the lists of offers are shown */
};

struct member_list_view {
	struct str heading, lead, count;
	struct html search, chips, pager;
	struct member_cards cards;
	struct str empty;
	struct url empty_url;
	struct str empty_label;
	struct url search_url;      /* URL_NONE on the search page itself */
};

#endif
