/* あいかさねっと: labels, order and targets of 別紙2-3, and nothing of what the pages say. */
#include "site/aika/aika.h"

#include "feature/account/account_routes.h"
#include "feature/contact/contact.h"
#include "feature/emergency/emergency_notice.h"
#include "feature/feed/feed_routes.h"
#include "feature/file/file_routes.h"
#include "feature/help/help_routes.h"
#include "feature/interview/interview_routes.h"
#include "feature/join/join.h"
#include "feature/member/member_routes.h"
#include "feature/news/news_routes.h"
#include "feature/newsletter/newsletter_routes.h"
#include "feature/offer/offer_routes.h"
#include "feature/page/page_routes.h"
#include "feature/search/search_routes.h"
#include "feature/subscriber/subscribe.h"
#include "site/aika/fixed_routes.h"
#include "site/aika/home.html.h"
#include "ui/display.h"

static const struct nav_link tabs[] = {
	{ .label = "HOME", .path = "/" },
	{ .label = "募集中", .path = "/offers" },
	{ .label = "探す", .path = "/members/search" },
	{ .label = "取材報告", .path = "/interviews" },
	{ .label = "Q&A", .path = "/help" },
	{ .label = "利用案内", .path = "/guide" },
	{ .label = NULL },
};

static const struct nav_link side[] = {
	{ "ログインページへ", "/login", "会員の方", "key", true },
	{ "会員登録はこちら", "/register", "個人・団体・企業", "plus", false },
	{ "利用のかたへ", "/guide", NULL, "info", false },
	{ "ボランティア情報を探す", "/members/search", NULL, "search", false },
	{ "登録用紙ダウンロード", "/forms", "PDF版・Word版", "download", false },
	{ "メルマガ会員登録", "/newsletter", NULL, "mail", false },
	{ "LINE Log in", "https://page.line.me/789ubsdn", "外部サイトへ移動します", "talk", false },
	{ "山口県県民活動スーパーネット", "super:/", NULL, "net", false },
	{ "やまぐち健幸アプリ", "https://kenko.pref.yamaguchi.lg.jp/kenko-app", "活動に参加してポイントをためる（外部サイト）", "walk", false },
	{ .label = NULL },
};

static const struct nav_link banners[] = {
	{ "ボランティアしたい", "/members", NULL, "heart", false },
	{ "ボランティア募集中", "/offers", NULL, "hand", false },
	{ "ご利用の方へ", "/guide", NULL, "info", false },
	{ "関連団体リンク", "/links", NULL, "net", false },
	{ "サイトマップ", "/sitemap", NULL, "list", false },
	{ "個人情報保護", "/privacy", NULL, "person", false },
	{ .label = NULL },
};

static const struct nav_link foot_want[] = {
	{ .label = "ボランティアしたい・募集中" },
	{ .label = "ボランティアしたい会員一覧", .path = "/members" },
	{ .label = "現在募集中のボランティア一覧", .path = "/offers" },
	{ .label = "ボランティア募集カレンダー", .path = "/offers/calendar" },
	{ .label = "過去のボランティア募集一覧", .path = "/offers/past" },
	{ .label = NULL },
};
static const struct nav_link foot_use[] = {
	{ .label = "ご利用の方へ" },
	{ .label = "利用案内", .path = "/guide" },
	{ .label = "会員登録の流れ", .path = "/help/join" },
	{ .label = "ボランティア募集の流れ", .path = "/help/recruit" },
	{ .label = "登録用紙ダウンロード", .path = "/forms" },
	{ .label = NULL },
};
static const struct nav_link foot_link[] = {
	{ .label = "つながる" },
	{ .label = "メルマガ会員登録", .path = "/newsletter" },
	{ .label = "LINE Log in", .path = "https://page.line.me/789ubsdn" },
	{ .label = "やまぐち健幸アプリ", .path = "https://kenko.pref.yamaguchi.lg.jp/kenko-app" },
	{ .label = "山口県県民活動スーパーネット", .path = "super:/" },
	{ .label = NULL },
};
static const struct nav_link foot_site[] = {
	{ .label = "このサイト" },
	{ .label = "関連団体リンク", .path = "/links" },
	{ .label = "サイト内検索", .path = "/search" },
	{ .label = "サイトマップ", .path = "/sitemap" },
	{ .label = "オープンデータ", .path = "super:/open-data" },
	{ .label = NULL },
};
static const struct nav_link *const foot[] = { foot_want, foot_use, foot_link, foot_site, NULL };

static const struct nav_link small[] = {
	{ .label = "個人情報保護", .path = "/privacy" },
	{ .label = "利用規約", .path = "/terms" },
	{ .label = "お問い合わせ", .path = "super:/contact" },
	{ .label = NULL },
};

static const struct nav_link login = { .label = "ログインページへ", .path = "/login" };

static const struct route *const routes[] = { aika_fixed_routes, join_routes, offer_routes, member_routes, interview_routes, help_routes, news_routes, newsletter_routes,
	subscribe_routes, contact_routes, page_routes, search_routes, file_routes, feed_aika_routes, display_routes, account_login_routes,
	account_password_routes, account_my_routes, account_change_routes, account_membership_routes, NULL };

const struct site site_aika = {
	.id = SITE_AIKA,
	.name = "やまぐち社会貢献活動支援ネット あいかさねっと",
	.short_name = "あいかさねっと",
	.logo_sub = "やまぐち社会貢献活動支援ネット",
	.logo_name = "あいかさねっと",
	.logo = aika_logo,
	.description = "山口県内のボランティア募集と、活動したい個人・団体・企業をつなぐマッチングサイトです。",
	.operator_line = "やまぐち社会貢献活動支援ネット あいかさねっとは、やまぐち県民活動支援センターが運営しています。",
	.prefix = "/aikasanet",
	.html_class = "site-aika",
	.tabs = tabs,
	.side = side,
	.banners = banners,
	.footer = foot,
	.small = small,
	.action = &login,
	.mypage = "/mypage",
	.logout = "/logout",
	.guides = aika_guides,
	.routes = routes,
	.notices = emergency_notices,
};
