/* The table of feeds (feed_kind.h). */
#include "feature/feed/feed_kind.h"

#include "feature/book/book.h"
#include "feature/center_news/center_news.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/interview/interview.h"
#include "feature/member/member.h"
#include "feature/news/news.h"
#include "feature/newsletter/newsletter.h"
#include "feature/offer/offer_rule.h"
#include "feature/report/report.h"

#define STILL_TO_COME "(date_from >= $1 OR date_to >= $1)"

const struct feed_kind feed_kinds[] = {
	{ .name = "groups", .site = SITE_SUPER, .entity = &group_entity, .title = "新しく登録した団体・企業", .list = "/groups", .summary = "activity",
	  .category = "field", .field_list = "field20" },
	{ .name = "events", .site = SITE_SUPER, .entity = &event_entity, .title = "イベント・募集", .list = "/events", .summary = "content",
	  .category = "field", .field_list = "field20", .day = "date_from", .day_end = "date_to", .time = "time_from", .time_end = "time_to",
	  .place = "place", .day_word = "", .calendar_where = STILL_TO_COME },
	{ .name = "grants", .site = SITE_SUPER, .entity = &grant_entity, .title = "助成", .list = "/grants", .summary = "purpose",
	  .category = "field", .field_list = "field20", .day = "apply_to", .day_word = "締切：", .calendar_where = "apply_to >= $1" },
	{ .name = "reports", .site = SITE_SUPER, .entity = &report_entity, .title = "活動実績・事例", .list = "/reports", .summary = "content" },
	{ .name = "books", .site = SITE_SUPER, .entity = &book_entity, .title = "新しい蔵書", .list = "/books", .summary = "content" },
	{ .name = "center-news", .site = SITE_SUPER, .entity = &center_news_entity, .title = "センターからのお知らせ", .list = "/center-news", .summary = "body" },
	{ .name = "news", .site = SITE_SUPER, .entity = &news_entity, .title = "お知らせ", .list = "/news", .summary = "body" },
	{ .name = "newsletters", .site = SITE_SUPER, .entity = &newsletter_entity, .title = "さぽ〜とメール", .list = "/newsletters", .summary = "body" },
	{ .name = "offers", .site = SITE_AIKA, .entity = &offer_entity, .title = "募集中のボランティア", .list = "/offers", .summary = "content",
	  .category = "field", .field_list = "field20", .day = "date_from", .day_end = "date_to", .time = "time_from", .time_end = "time_to",
	  .place = "place", .day_word = "", .calendar_where = OFFER_OPEN_SQL " AND " STILL_TO_COME, .feed_where = OFFER_OPEN_SQL },
	{ .name = "members", .site = SITE_AIKA, .entity = &member_entity, .title = "新しい会員", .list = "/members", .summary = "sales_point",
	  .category = "act_field", .field_list = "field20" },
	{ .name = "interviews", .site = SITE_AIKA, .entity = &interview_entity, .title = "取材報告", .list = "/interviews", .summary = "body" },
	{ .name = "news", .site = SITE_AIKA, .entity = &news_entity, .title = "お知らせ", .list = "/news", .summary = "body" },
	{ .name = "newsletters", .site = SITE_AIKA, .entity = &newsletter_entity, .title = "活動ニュース（メールマガジン）", .list = "/newsletters", .summary = "body" },
	{ .name = NULL },
};

const struct feed_kind *feed_kind_of(struct str path, enum site_id site)
{
	struct str name = str_skip(path, sizeof("/feeds/") - 1);
	name = str_left(name, str_find_char(name, '.'));
	for (const struct feed_kind *k = feed_kinds; k->name; k++)
		if (k->site == site && str_is(name, k->name)) return k;
	return NULL;
}
