/* What the offer templates show: ready texts and addresses, nothing to decide and nothing of a person. */
#ifndef FEATURE_OFFER_VIEW_H
#define FEATURE_OFFER_VIEW_H

#include "core/vec.h"
#include "feature/search/search_view.h"
#include "ui/calendar.h"
#include "ui/record.h"

struct offer_tag {
	struct str text;
	bool hot; /* the deadline is near */
};
struct offer_tags VEC_OF(struct offer_tag);

/* One offer in a list. */
struct offer_card {
	struct url url;
	struct str title, place, day, day_iso, hours, field, group, wanted;
	struct offer_tag state;
};
struct offer_cards VEC_OF(struct offer_card);

struct offer_view {
	struct offer_card card;
	struct str city;
	struct url group_url;       /* URL_NONE: the group has no page a visitor may see */
	struct offer_tags tags;
	bool ended;                 /* may be read, not joined */
	struct str ended_note;
	struct html body;           /* 活動内容 */
	struct record_view parts;   /* 活動日時と活動場所, 参加にあたって, 募集主体 */
	struct url join, ask, list, ical;
	struct url share_line, share_facebook, share_mail;
	struct offer_cards similar;
};

/* 現在募集中・カレンダー・過去: the three lists and the way between them. */
struct offer_tabs {
	struct url current, calendar, past;
	int active; /* 0, 1, 2 */
};
struct offer_list_view {
	struct offer_tabs tabs;
	struct search_view search;
	struct offer_cards cards;
	struct url feed, ical;
};
struct offer_past_view {
	struct offer_tabs tabs;
	struct link_views years;
	struct list_head head;
	struct row_list rows;
	struct pager pager;
};
struct offer_calendar_view {
	struct offer_tabs tabs;
	struct calendar calendar;
	struct url ical, list;
	int64_t anytime;            /* 随時募集: not in the calendar */
};
/* 参加する / 問い合わせる while a visitor is not logged in. */
struct offer_join_view {
	struct str title, lead, verb;
	struct url offer, login, register_url;
	bool login_later;           /* the login is not built yet */
	struct html contact;        /* 募集主体の連絡先, as the group wrote it */
	struct str group;
};

#endif
