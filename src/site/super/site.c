/* The navigation of スーパーネット, as 別紙1-2 prints it: test/data/nav.txt holds the same list with the
 * lines of the specification, super.test.c compares. */
#include "site/super/super.h"

#include "feature/book/book_routes.h"
#include "feature/center_news/center_news_routes.h"
#include "feature/contact/contact.h"
#include "feature/event/event_routes.h"
#include "feature/feed/feed_routes.h"
#include "feature/file/file_routes.h"
#include "feature/grant/grant_routes.h"
#include "feature/group/group_routes.h"
#include "feature/news/news_routes.h"
#include "feature/newsletter/newsletter_routes.h"
#include "feature/page/page_routes.h"
#include "feature/open_data/open_data_routes.h"
#include "feature/correction/correction_flow.h"
#include "feature/registration/registration.h"
#include "feature/report/report_routes.h"
#include "feature/search/search_routes.h"
#include "feature/subscriber/subscribe.h"
#include "feature/emergency/emergency_notice.h"
#include "site/super/home.html.h"
#include "ui/display.h"

static const struct nav_link tabs[] = {
	{ "HOME", "/", NULL, NULL, false },
	{ "団体・企業を探す", "/groups", NULL, NULL, false },
	{ "イベント・募集を探す", "/events", NULL, NULL, false },
	{ "ボランティア", "aika:/", NULL, NULL, false },
	{ "活動実績・事例を探す", "/reports", NULL, NULL, false },
	{ "助成を探す", "/grants", NULL, NULL, false },
	{ 0 },
};

static const struct nav_link side[] = {
	{ "やまぐち県民活動支援センター", "/center", "施設・相談・予約の案内", "building", false },
	{ "企業のみなさまへ", "/register/company", "企業情報の掲載について", "briefcase", false },
	{ "団体登録・修正", "/register/group", "掲載の案内と登録フォーム", "pencil", true },
	{ "Facebook", "https://www.facebook.com/", "外部サイトへ移動します", "external", false },
	{ 0 },
};

static const struct nav_link banners[] = {
	{ "スーパーネットについて", "/pages/about", NULL, "net", false },
	{ "センターからのお知らせ", "/center-news", "過去掲載情報", "bell", false },
	{ "お知らせ", "/news", "過去掲載情報", "info", false },
	{ "蔵書情報", "/books", NULL, "book", false },
	{ "さぽ〜とメール", "/newsletters", "過去掲載情報", "mail", false },
	{ "掲載登録", "/register", NULL, "pencil", false },
	{ "あいかさねっと", "aika:/", NULL, "hand", false },
	{ "センターのブログ", "https://blog.canpan.info/hoshichan/", "外部サイト", "talk", false },
	{ "探す", "/search", NULL, "search", false },
	{ "相談する", "/consult", NULL, "people", false },
	{ "やまぐち県民活動支援センター", "/center", NULL, "building", false },
	{ "サイトマップ", "/sitemap", NULL, "list", false },
	{ "情報登録規約・個人情報保護方針", "/terms", NULL, "file", false },
	{ "お問い合わせ", "/contact", NULL, "phone", false },
	{ 0 },
};

static const struct nav_link foot_register[] = {
	{ "掲載登録", NULL, NULL, NULL, false },
	{ "企業・団体情報", "/register", NULL, NULL, false },
	{ "募集情報", "/register/event", NULL, NULL, false },
	{ "活動実績・事例情報", "/register/report", NULL, NULL, false },
	{ "助成情報", "/register/grant", NULL, NULL, false },
	{ "修正依頼（企業・団体情報）", "/register/correction", NULL, NULL, false },
	{ 0 },
};

static const struct nav_link foot_search[] = {
	{ "探す", NULL, NULL, NULL, false },
	{ "団体・企業を探す", "/groups", NULL, NULL, false },
	{ "助成を探す", "/grants", NULL, NULL, false },
	{ "活動実績・事例を探す", "/reports", NULL, NULL, false },
	{ "蔵書を探す", "/books", NULL, NULL, false },
	{ "お知らせを探す", "/news", NULL, NULL, false },
	{ "センターからのお知らせを探す", "/center-news", NULL, NULL, false },
	{ 0 },
};

static const struct nav_link foot_consult[] = {
	{ "相談する", NULL, NULL, NULL, false },
	{ "相談窓口", "/consult", NULL, NULL, false },
	{ "関連団体リンク", "/links", NULL, NULL, false },
	{ "このサイト", NULL, NULL, NULL, false },
	{ "サイトマップ", "/sitemap", NULL, NULL, false },
	{ "オープンデータ", "/open-data", NULL, NULL, false },
	{ "情報登録規約・個人情報保護方針", "/terms", NULL, NULL, false },
	{ "お問い合わせ", "/contact", NULL, NULL, false },
	{ 0 },
};

static const struct nav_link foot_centre[] = {
	{ "やまぐち県民活動支援センター", NULL, NULL, NULL, false },
	{ "センターの概要", "/pages/center-outline", NULL, NULL, false },
	{ "センターの事業", "/pages/center-work", NULL, NULL, false },
	{ "利用の手引き", "/pages/center-guide", NULL, NULL, false },
	{ "アクセス", "/pages/center-access", NULL, NULL, false },
	{ "申し込み・予約", "/pages/center-booking", NULL, NULL, false },
	{ "情報収集・提供", "/pages/center-information", NULL, NULL, false },
	{ 0 },
};

static const struct nav_link *const footer[] = { foot_register, foot_search, foot_consult, foot_centre, NULL };

static const struct nav_link small[] = {
	{ "サイト内のすべてを探す", "/search", NULL, NULL, false },
	{ "アクセス", "/pages/center-access", NULL, NULL, false },
	{ "お問い合わせ", "/contact", NULL, NULL, false },
	{ "ウェブアクセシビリティ方針", "/accessibility", NULL, NULL, false },
	{ "個人情報保護方針", "/privacy", NULL, NULL, false },
	{ 0 },
};

static const struct route *const routes[] = { super_routes, registration_super_routes, correction_routes, group_routes, event_routes, grant_routes, report_routes, book_routes,
	news_routes, center_news_routes, newsletter_routes, subscribe_routes, contact_routes, page_routes, file_routes,
	search_routes, feed_super_routes, machine_routes, open_data_routes, display_routes, NULL };

const struct site site_super = {
	.id = SITE_SUPER,
	.name = "山口県県民活動スーパーネット",
	.short_name = "スーパーネット",
	.logo_sub = "山口県",
	.logo_name = "県民活動スーパーネット",
	.logo = super_logo,
	.description = "山口県内の県民活動団体・NPO法人・企業の情報、イベント・講座などの募集情報、助成金情報を探せる、県内最大の県民活動情報サイトです。",
	.operator_line = "山口県県民活動スーパーネットは、やまぐち県民活動支援センターが運営しています。",
	.prefix = "",
	.html_class = "site-super",
	.tabs = tabs,
	.side = side,
	.banners = banners,
	.footer = footer,
	.small = small,
	.guides = super_guides,
	.routes = routes,
	.notices = emergency_notices,
};
