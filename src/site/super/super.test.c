/* スーパーネット as a visitor gets it: every page through the loopback on a small invented site. */
#include "site/super/super.h"

#include <string.h>

#include "feature/master/master.h"
#include "http/loopback.h"
#include "nav_check.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "super_fixture.h"
#include "test.h"
#include "ui/page.h"

enum { NOW = 1795600000 /* 2026-11-25 in Japan */ };

static int64_t test_now(void)
{
	return NOW;
}

static enum err read_begin(const struct app *app, struct db_read **db)
{
	return db_read_begin(app->db, db);
}

static enum err write_begin(const struct app *app, struct db_write **db)
{
	return db_write_begin(app->db, db);
}

/* Everything a test needs, in the test's arena. */
struct product {
	struct fixture f;
	struct app app;
	struct site aika;
	struct mount mounts[3];
	struct server *server;
};

static struct product *product_new(struct db *db, bool filled)
{
	struct arena *a = test_arena();
	struct product *p = ARENA_NEW(a, struct product);
	struct db_write *w;
	struct db_read *r;
	struct keys *keys;
	enum err made = keys_create(test_folder(), NOW); /* the second engine of a test finds them there */
	CHECK(made == OK || made == ERR_CONFLICT);
	CHECK_INT(keys_open(a, test_folder(), &keys), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, a, NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
	p->f = (struct fixture){ .arena = a, .db = db, .keys = keys, .now = NOW };
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(masters_load(r, a, &p->f.masters), OK);
	db_read_done(r);
	if (filled)
		CHECK(super_fixture(&p->f));
	p->aika = site_super;
	p->aika.id = SITE_AIKA;
	p->aika.prefix = "/aikasanet";
	p->app = (struct app){ .db = db, .keys = keys, .masters = p->f.masters, .base_url = S("https://kenmin.example.jp"), .super = &site_super, .aika = &p->aika };
	p->mounts[0] = (struct mount){ &site_super, "", site_super.routes, NULL };
	struct server_config c = { .mount = p->mounts, .app = &p->app, .hooks = { .read_begin = read_begin, .read_done = db_read_done, .write_begin = write_begin,
		.write_commit = db_write_commit, .write_roll_back = db_write_roll_back, .error = page_for_status }, .hosts = "", .clock = test_now };
	p->server = server_new(a, &c);
	return p;
}

static struct str get(struct product *p, struct str path)
{
	return loopback_get(p->server, test_arena(), str_cz(test_arena(), path));
}

static struct str get_id(struct product *p, const char *path, int64_t id)
{
	return get(p, str_fmt(test_arena(), "%s/%lld", path, (long long)id));
}

static bool has(struct str reply, const char *text)
{
	return str_find(reply, str_of(text)) != SIZE_MAX;
}

static size_t count(struct str text, const char *what)
{
	size_t n = 0, at;
	while ((at = str_find(text, str_of(what))) != SIZE_MAX) {
		n++;
		text = str_skip(text, at + strlen(what));
	}
	return n;
}

static void check_texts(struct str reply, const char *const *texts)
{
	for (; *texts; texts++) {
		if (!has(reply, *texts))
			CHECK_STR(S("missing text"), *texts);
	}
}

TEST(super_navigation_is_that_of_the_specification)
{
	nav_check(&site_super, "super");
}

/* Every page: 200, one h1, title with the site's name, no inline style or script, no secret. */
static void page_rules(struct product *p, const char *path)
{
	struct str reply = get(p, str_of(path)), body = loopback_body(reply);
	if (loopback_status(reply) != 200 || count(body, "<h1") != 1)
		CHECK_STR(S("page with one h1"), path);
	CHECK(has(body, "山口県県民活動スーパーネット</title>"));
	CHECK(!has(body, " style=") && !has(body, "<script>") && !has(body, "onclick"));
	CHECK(!has(body, "秘密") && !has(body, "himitsu") && !has(body, "090-0000-0000"));
	CHECK(has(body, "大雨のため、本日は終日休館します。"));
	CHECK(count(body, "<main id=\"main\"") == 1 && count(body, "class=\"skip\"") == 1);
}

static const char *const all_pages[] = { "/", "/groups", "/groups?q=%E3%81%BE%E3%81%A1&page=1", "/groups?kind=npo&field=welfare&sort=kana", "/events", "/events/past",
	"/events/calendar", "/events/calendar?month=2027-01", "/grants", "/grants?state=all", "/grants/calendar", "/reports", "/books", "/news", "/news?year=2025", "/center-news",
	"/newsletters", "/search", "/search?q=%E5%AD%90%E3%81%A9%E3%82%82", "/register", "/register/group", "/register/company", "/register/event", "/register/report", "/register/grant",
	"/register/correction", "/register/form/npo", "/consult", "/links", "/center", "/contact", "/sitemap", "/terms", "/privacy", "/accessibility", "/pages/about", "/pages/center-access" };

static void pages_hold_the_rules(struct db *db)
{
	struct product *p = product_new(db, true);
	for (size_t i = 0; i < COUNT_OF(all_pages); i++)
		page_rules(p, all_pages[i]);
	const struct { const char *path; int64_t id; } records[] = { { "/groups", p->f.group_full }, { "/groups", p->f.group_longest }, { "/groups", p->f.group_bare }, { "/groups", p->f.company },
		{ "/events", p->f.event_next }, { "/events", p->f.event_past }, { "/grants", p->f.grant_near }, { "/grants", p->f.grant_closed }, { "/reports", p->f.report },
		{ "/books", p->f.book }, { "/news", p->f.news }, { "/center-news", p->f.center_news }, { "/newsletters", p->f.newsletter } };
	for (size_t i = 0; i < COUNT_OF(records); i++)
		page_rules(p, str_cz(test_arena(), str_fmt(test_arena(), "%s/%lld", records[i].path, (long long)records[i].id)));
}
TEST(super_pages_hold_the_rules)
{
	on_both_engines(pages_hold_the_rules);
}

TEST(super_pages_without_any_data)
{
	struct db *db = test_db();
	struct product *p = product_new(db, false);
	for (size_t i = 0; i < COUNT_OF(all_pages); i++) {
		if (loopback_status(get(p, str_of(all_pages[i]))) != 200)
			CHECK_STR(S("a page of the empty site"), all_pages[i]);
	}
	db_close(db);
}

TEST(super_records_show_the_words_of_the_specification)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	static const char *const npo[] = { "団体名</dt>", "組織形態</dt>", "分野</dt>", "対象エリア</dt>", "活動内容</dt>", "代表者</dt>", "代表者役職</dt>", "担当者名</dt>", "主たる事務所</dt>",
		"住所</dt>", "電話番号</dt>", "メールアドレス</dt>", "設立年月日・発足年月日</dt>", "会員数</dt>", "会費</dt>", "会員資格</dt>", "広報", "活動目的</dt>", "特徴</dt>", "定款.pdf（PDF：1KB）",
		"公式サイト（外部サイト）", "この団体の募集情報", NULL };
	static const char *const company[] = { "組織形態</dt>", "事業内容</dt>", "CSR の取り組み、社会貢献活動等の概要</dt>", "ひとこと PR</dt>", "代表者名</dt>", "住所</dt>", "電話番号</dt>", NULL };
	static const char *const event[] = { "主催者</dt>", "タイトル</dt>", "開催日時</dt>", "開催場所</dt>", "内容</dt>", "分野</dt>", "参加料・入場料</dt>", "問い合わせ先団体名</dt>", "参考 URL</dt>", NULL };
	static const char *const grant[] = { "募集団体</dt>", "助成名</dt>", "対象分野</dt>", "対象エリア</dt>", "助成の目的</dt>", "助成金額</dt>", "対象者</dt>", "募集期間</dt>", "申込み・応募方法</dt>",
		"問い合わせ先団体情報", "メールアドレス</dt>", "参考 URL</dt>", "締切まで <b>9日</b>", NULL };
	static const char *const book[] = { "書籍名</dt>", "著者・編集者</dt>", "内容説明</dt>", "発行所</dt>", "発行日</dt>", "受付番号</dt>", NULL };
	check_texts(get_id(p, "/groups", p->f.group_full), npo);
	check_texts(get_id(p, "/groups", p->f.company), company);
	check_texts(get_id(p, "/events", p->f.event_next), event);
	check_texts(get_id(p, "/grants", p->f.grant_near), grant);
	check_texts(get_id(p, "/books", p->f.book), book);
	CHECK(!has(get_id(p, "/groups", p->f.group_full), "未検査.pdf"));
	CHECK(!has(get_id(p, "/groups", p->f.group_bare), "<dt>住所</dt>"));
	CHECK(has(get_id(p, "/events", p->f.event_past), "終了しました"));
	CHECK(has(get_id(p, "/grants", p->f.grant_closed), "募集終了"));
	db_close(db);
}

TEST(super_hides_what_is_not_public)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	CHECK_INT(loopback_status(get_id(p, "/groups", p->f.group_hidden)), 404);
	CHECK_INT(loopback_status(get_id(p, "/groups", 999999)), 404);
	CHECK_INT(loopback_status(get(p, S("/groups/x"))), 404);
	CHECK_INT(loopback_status(get(p, S("/pages/nothing"))), 404);
	CHECK_INT(loopback_status(get(p, S("/register/form/nothing"))), 404);
	CHECK(!has(get(p, S("/groups?q=%E5%85%AC%E9%96%8B%E5%89%8D")), "公開前の団体</a>"));
	CHECK_INT(loopback_status(get_id(p, "/files", p->f.file_unscanned)), 404);
	struct str file = get_id(p, "/files", p->f.file_clean);
	CHECK_INT(loopback_status(file), 200);
	CHECK_STR(loopback_header(file, "X-Content-Type-Options"), "nosniff");
	CHECK(str_starts(loopback_header(file, "Content-Disposition"), S("attachment")));
	CHECK_STR(loopback_header(file, "Content-Type"), "application/pdf");
	db_close(db);
}

TEST(super_lists_count_sort_page_and_advise)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	struct str first = get(p, S("/groups")), second = get(p, S("/groups?page=2&sort=kana"));
	CHECK(has(first, "登録団体・企業 <span class=\"num\">64件</span>") && has(first, "（1〜20件目を表示）"));
	CHECK_INT(count(first, "<h3 class=\"cover\">"), 20);
	CHECK(has(second, "（21〜40件目を表示）") && has(second, "sort=kana") && has(second, "aria-current=\"page\""));
	CHECK(has(second, "（64件、2ページ目）｜"));
	CHECK(has(get(p, S("/groups?page=99")), "64件"));
	struct str filtered = get(p, S("/groups?kind=company&q=%E5%8D%B0%E5%88%B7"));
	CHECK(has(filtered, "検索結果 <span class=\"num\">1件") && has(filtered, "を外す") && has(filtered, "<mark>"));
	CHECK(has(filtered, "くわしい条件で探す（1件の条件を選択中）") && has(filtered, "noindex"));
	struct str empty = get(p, S("/groups?kind=company&q=%E5%86%85%E9%96%A3"));
	CHECK(has(empty, "条件に合うものは見つかりませんでした。") && has(empty, "外すと 1件"));
	struct str nothing = get(p, S("/grants?q=%E5%AD%98%E5%9C%A8%E3%81%97%E3%81%AA%E3%81%84&field=welfare"));
	CHECK(has(nothing, "0件") && has(nothing, "条件をすべて消して一覧を見る"));
	CHECK(has(get(p, S("/groups")), "（64件）") || has(first, "件）</span></span></label>"));
	db_close(db);
}

TEST(super_events_and_grants_leave_their_lists_by_themselves)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	struct str past = str_fmt(test_arena(), "href=\"/events/%lld\"", (long long)p->f.event_past);
	struct str closed = str_fmt(test_arena(), "href=\"/grants/%lld\"", (long long)p->f.grant_closed);
	for (int page = 1; page <= 3; page++) {
		struct str events = get(p, str_fmt(test_arena(), "/events?page=%d", page)), grants = get(p, str_fmt(test_arena(), "/grants?page=%d", page));
		CHECK(str_find(events, past) == SIZE_MAX);
		CHECK(str_find(grants, closed) == SIZE_MAX);
	}
	CHECK(str_find(get(p, S("/events/past")), past) != SIZE_MAX || str_find(get(p, S("/events/past?page=2")), past) != SIZE_MAX);
	bool found = false;
	for (int page = 1; page <= 3; page++)
		found = found || str_find(get(p, str_fmt(test_arena(), "/grants?state=all&page=%d", page)), closed) != SIZE_MAX;
	CHECK(found);
	CHECK_INT(count(get(p, S("/")), "class=\"limit"), 3);
	db_close(db);
}

/* L201: registered or not stands on the lists and on the page, with its source, apart from the state. */
TEST(super_groups_say_whether_they_are_registered)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	struct str full = get_id(p, "/groups", p->f.group_full), bare = get_id(p, "/groups", p->f.group_bare);
	CHECK(has(full, "<li class=\"tag tag-line\">スーパーネット登録</li>") && has(full, "<dt>スーパーネットへの登録</dt><dd>登録団体です</dd>"));
	CHECK(has(full, "<dt>登録・掲載の根拠</dt><dd>登録フォーム</dd>"));
	CHECK(has(bare, "<li class=\"tag tag-line\">スーパーネット未登録</li>") && has(bare, "<dd>未登録です（公開されている名簿などをもとに掲載しています）</dd>"));
	CHECK(!has(bare, "<dt>登録・掲載の根拠</dt>"));
	CHECK(has(full, "href=\"#group-fix\"") && has(full, "href=\"#group-events\"") && !has(bare, "href=\"#group-events\""));
	CHECK_INT(count(get(p, S("/groups?name=%E3%81%BF%E3%81%A1%E3%81%8F%E3%81%95")), "スーパーネット未登録"), 0); /* みちくさ */
	CHECK_INT(count(get(p, S("/groups?kind=company")), "スーパーネット未登録"), 1);
	db_close(db);
}

/* What is not built says so before the click: one flag in the route table decides. */
TEST(super_links_say_what_is_not_built)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	CHECK(has(get(p, S("/register/group")), "href=\"/register/form/npo\">NPO法人の登録フォームへ</a>"));
	CHECK(has(get_id(p, "/groups", p->f.group_full), "この団体の情報の修正を依頼する</a>"));
	CHECK(has(get_id(p, "/groups", p->f.company), "この企業の情報の修正を依頼する</a>"));
	CHECK(!has(get(p, S("/register")), "準備中") && !has(get(p, S("/contact")), "準備中"));
	struct request req = { .site = &site_super, .app = &p->app };
	CHECK(!page_is_later(&req, "/register/form/npo"));
	CHECK(!page_is_later(&req, "/register") && !page_is_later(&req, "/") && !page_is_later(&req, "/groups/5"));
	CHECK(!page_is_later(&req, "/register/form") && !page_is_later(&req, "/register/form/npo/x") && !page_is_later(&req, "https://example.jp/register/form/npo"));
	db_close(db);
}

/* The months of the fixture: events from 2026 on, each at 9時30分; narrowed by field; the way ends where the data ends. */
TEST(super_calendars)
{
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	struct str all = get(p, S("/events/calendar?month=2026-12")), one = get(p, S("/events/calendar?month=2026-12&field=3")), none = get(p, S("/events/calendar?month=2026-12&city=35204"));
	CHECK(has(all, "<span class=\"t\">9時30分</span> ") && has(all, "<caption>2026年12月に開催されるイベント・講座など</caption>"));
	CHECK(has(all, "name=\"city\"") && has(all, "<option value=\"\" selected>すべて</option>") && has(all, "href=\"/events/calendar#today\">今日へ</a>"));
	CHECK(count(all, "class=\"t\"") > count(one, "class=\"t\"") && count(one, "class=\"t\"") > 0);
	CHECK(has(one, "<option value=\"3\" selected>") && has(one, "絞り込みをやめる") && has(one, "href=\"/events/calendar?field=3#today\""));
	CHECK_INT(count(none, "class=\"t\""), 0);
	CHECK(has(none, "条件に合うイベント") && !has(none, "rel=\"prev\"") && !has(none, "rel=\"next\""));
	/* Far from the data the way leads to the nearest month that has something, and only there. */
	struct str before = get(p, S("/events/calendar?month=2000-01")), after = get(p, S("/events/calendar?month=2090-01"));
	CHECK(!has(before, "rel=\"prev\"") && has(before, "rel=\"next\"") && has(after, "rel=\"prev\"") && !has(after, "rel=\"next\""));
	CHECK(has(get(p, S("/events/calendar")), "class=\"today\" id=\"today\""));
	CHECK(has(get(p, S("/grants/calendar")), "name=\"area\"") && !has(get(p, S("/grants")), "class=\"cal-filter\""));
	db_close(db);
}

TEST(super_display_settings)
{
	struct db *db = test_db();
	struct product *p = product_new(db, false);
	CHECK_INT(loopback_status(get(p, S("/settings/display"))), 303);
	struct str black = loopback(p->server, test_arena(), STR_NONE, S("GET / HTTP/1.1\r\nHost: kenmin.example.jp\r\nCookie: display=xl.black\r\n\r\n"));
	CHECK(has(black, "<html lang=\"ja\" class=\"site-super fs-xl bg-black\">"));
	CHECK(has(black, "aria-pressed=\"true\">黒<span class=\"vh\">（選択中）"));
	/* Nothing chosen: no class of a background, so that the style sheet follows the device; no background is said to be chosen. */
	struct str plain = get(p, S("/"));
	CHECK(has(plain, "<html lang=\"ja\" class=\"site-super\">") && has(plain, "aria-pressed=\"false\">白</button>"));
	struct str white = loopback(p->server, test_arena(), STR_NONE, S("GET / HTTP/1.1\r\nHost: kenmin.example.jp\r\nCookie: display=m.white\r\n\r\n"));
	CHECK(has(white, "class=\"site-super bg-white\">") && has(white, "aria-pressed=\"true\">白"));
	db_close(db);
}

TEST(super_error_pages_are_pages)
{
	struct db *db = test_db();
	struct product *p = product_new(db, false);
	struct str missing = get(p, S("/no/such/page"));
	CHECK_INT(loopback_status(missing), 404);
	CHECK(has(missing, "ページが見つかりません") && has(missing, "name=\"q\"") && has(missing, "083-934-4666"));
	struct str method = loopback(p->server, test_arena(), STR_NONE, S("POST /groups HTTP/1.1\r\nHost: kenmin.example.jp\r\nOrigin: http://kenmin.example.jp\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n"));
	CHECK(loopback_status(method) == 405 || loopback_status(method) == 403);
	CHECK(has(method, "<h1>"));
	db_close(db);
}

/* Whatever a visitor sends: a proper page, escaped, never a 500. */
TEST(super_naughty_words_are_text)
{
	static const char *const words[] = { "%3Cscript%3Ealert(1)%3C/script%3E", "%22%27%3E%3Cimg%20src=x%20onerror=1%3E", "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9", "%27%20OR%201=1--", "%E2%80%AE",
		"%25s%25n", "a%09b", "%EF%BC%9C%EF%BC%9E", "-1", "99999999999999999999", "%22", "*", "%E3%80%80" };
	static const char *const paths[] = { "/groups?q=", "/groups?name=", "/groups?page=", "/groups?sort=", "/groups?field=", "/groups?kind=", "/events?date_from_from=", "/events/calendar?month=",
		"/grants?state=", "/grants/calendar?month=", "/news?year=", "/search?q=", "/search?q=a&kind=", "/search?q=a&page=", "/books?receipt_no=" };
	struct db *db = test_db();
	struct product *p = product_new(db, true);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		for (size_t k = 0; k < COUNT_OF(words); k++) {
			struct str path = str_fmt(test_arena(), "%s%s", paths[i], words[k]), reply = get(p, path);
			if (loopback_status(reply) != 200 && loopback_status(reply) != 400)
				CHECK_EQ(S("a page"), path);
			CHECK(!has(reply, "<script>alert") && !has(reply, "<img src=x"));
		}
	}
	db_close(db);
}
