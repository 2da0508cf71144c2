/* Search on both engines: one corpus, one set of answers; conditions and counts against a slow and plain count. */
#include "feature/search/search.h"

#include <string.h>

#include "core/utf8.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/member/member.h"
#include "feature/offer/offer.h"
#include "feature/search/search_word.h"
#include "feature/search/visible.h"
#include "store/test_db.h"
#include "test.h"

enum { NOW = 1795600000 /* 2026-11-25 in Japan */, HOUR = 3600 };

static struct masters *masters_of(struct db *db)
{
	struct masters *m = NULL;
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(masters_load(r, test_arena(), &m), OK);
	db_read_done(r);
	return m;
}

static void save(struct db *db, const struct entity *e, void *record)
{
	struct db_write *w;
	struct record *r = record;
	struct masters *m = masters_of(db);
	if (!r->site) r->site = strcmp(e->name, "offer") == 0 || strcmp(e->name, "member") == 0 ? SITE_AIKA : SITE_SUPER;
	if (!r->published_at) r->published_at = NOW - HOUR;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(entity_save(w, test_arena(), NULL, e, record, NOW), OK);
	CHECK_INT(search_put(w, test_arena(), m, e, record), OK);
	CHECK_INT(db_write_commit(w), OK);
}

static struct grant grant(const char *title, const char *content)
{
	return (struct grant){ .record = { .state = STATE_PUBLISHED }, .title = str_of(title), .content = str_of(content), .organizer = S("財団") };
}

static int64_t put_grant(struct db *db, const char *title, const char *content)
{
	struct grant g = grant(title, content);
	save(db, &grant_entity, &g);
	return g.record.id;
}

static struct search_result run(struct db *db, const struct search *s)
{
	struct search_result *r = ARENA_NEW(test_arena(), struct search_result);
	struct masters *m = masters_of(db);
	struct db_read *read;
	CHECK_INT(db_read_begin(db, &read), OK);
	CHECK_INT(search_run(read, test_arena(), m, s, r), OK);
	db_read_done(read);
	return *r;
}

/* Titles of the hits, joined. */
static struct str titles(struct db *db, const char *words)
{
	struct search s = { .entity = &grant_entity, .words = str_of(words), .order = "id", .now = NOW };
	struct search_result r = run(db, &s);
	struct out o = out_new(test_arena(), 10000);
	for (size_t i = 0; i < r.list.n; i++) {
		if (i) out_char(&o, ' ');
		out_str(&o, ENTITY_AT(struct grant, r.list, i)->title);
	}
	CHECK_INT(r.total, r.list.n);
	return out_view(&o);
}

static void corpus(struct db *db)
{
	static const char *const docs[][2] = {
		{ "A子ども食堂", "山口市の食堂を応援します。" }, { "B助成金", "こどもの居場所。ＮＰＯ法人が対象" }, { "C", "子ども会と食堂の助成、髙橋財団" },
		{ "D", "コドモショクドウ ﾎﾞﾗﾝﾃｨｱ" }, { "E山", "山口 防府" }, { "F", "山口・防府・2026年度第3回" }, { "G", "助成の 成金" },
		{ "Hボランティア", "サーバー covid19" }, { "I", "2026-11" }, { "J瀨戸﨑", "サーバ" },
	};
	static const char *const cases[][2] = {
		{ "食堂", "A子ども食堂 C" }, { "子ども食堂", "A子ども食堂" }, { "子ども 食堂", "A子ども食堂 C" }, { "助成", "B助成金 C G" },
		{ "助成金", "B助成金" }, { "npo", "B助成金" }, { "ＮＰＯ法人", "B助成金" }, { "高橋", "C" }, { "髙橋", "C" },
		{ "ぼらんてぃあ", "Hボランティア D" }, { "こども", "A子ども食堂 B助成金 C D" }, { "\"こども\"", "B助成金 D" }, { "山", "E山 A子ども食堂 F" }, { "\"山口 防府\"", "E山 F" },
		{ "山口防府", "" }, { "2026", "F I" }, { "202", "" }, { "第3回", "F" }, { "3", "F" }, { "covid", "Hボランティア" },
		{ "サーバー", "Hボランティア" }, { "サーバ", "Hボランティア J瀨戸﨑" }, { "瀬戸崎", "J瀨戸﨑" }, { "会", "C" }, { "どう", "D" },
		{ "？", "" }, { "OR", "" }, { "\"", "A子ども食堂" }, { "食堂 -山口", "A子ども食堂" }, { "title:食堂", "" }, { "食堂*", "A子ども食堂 C" },
		{ "存在しない", "" }, { "山口市の食堂を応援します", "A子ども食堂" },
	};
	for (size_t i = 0; i < COUNT_OF(docs); i++) put_grant(db, docs[i][0], docs[i][1]);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str got = titles(db, cases[i][0]);
		if (strcmp(cases[i][0], "\"") == 0) continue; /* a lone quote: no words, tested below */
		if (!str_is(got, cases[i][1])) CHECK_STR(S("query"), cases[i][0]);
		CHECK_STR(got, cases[i][1]);
	}
	CHECK_STR(titles(db, "\""), "");
	struct search all = { .entity = &grant_entity, .now = NOW };
	CHECK_INT(run(db, &all).total, COUNT_OF(docs));
}

TEST(search_finds_the_corpus)
{
	on_both_engines(corpus);
}

/* Spellings (core/variant.def) and の: found, and not found where it is another word. */
static void spellings(struct db *db)
{
	static const char *const docs[][2] = {
		{ "A", "子ども食堂の申込み" }, { "B", "こども食堂" }, { "C", "子供食堂の申し込み書" }, { "D", "海岸の清掃" }, { "E", "海岸清掃" }, { "F", "日本の山" },
		{ "G", "障がい者支援" }, { "H", "障害者の支援" }, { "I", "手づくりおもちゃ" }, { "J", "おとなしい犬" }, { "K", "海岸とその清掃" }, { "L", "生涯学習" },
	};
	static const char *const cases[][2] = {
		{ "こども食堂", "A B C" }, { "子供 食堂", "C A B" }, { "申込", "A C" }, { "申し込み", "A C" }, { "海岸清掃", "D E" }, { "海岸の清掃", "D E" },
		{ "海岸 清掃", "D E K" }, { "\"海岸清掃\"", "E" }, { "本山", "" }, { "障碍者支援", "G H" }, { "手作り", "I" }, { "大人", "" }, { "障害", "G H" },
		{ "しょうがい", "" }, { "つくり", "" },
	};
	for (size_t i = 0; i < COUNT_OF(docs); i++) put_grant(db, docs[i][0], docs[i][1]);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str got = titles(db, cases[i][0]);
		if (!str_is(got, cases[i][1])) CHECK_STR(S("query"), cases[i][0]);
		CHECK_STR(got, cases[i][1]);
	}
}

TEST(search_knows_spellings)
{
	on_both_engines(spellings);
}

/* The best first: the title, what it begins with, what it holds, a short field, the text; the list's order within. */
static void ranks(struct db *db)
{
	static const char *const docs[][3] = { /* title, organizer, content */
		{ "ほか", "財団", "里山の保全" }, { "ほか2", "里山の会", "本文" }, { "明るい里山", "財団", "本文" }, { "里山まつり", "財団", "本文" }, { "里山", "財団", "本文" },
		{ "ほか3", "財団", "里の山" }, { "里山と森", "財団", "森の里山、里山の森" },
	};
	for (size_t i = 0; i < COUNT_OF(docs); i++) {
		struct grant g = grant(docs[i][0], docs[i][2]);
		g.organizer = str_of(docs[i][1]);
		save(db, &grant_entity, &g);
	}
	CHECK_STR(titles(db, "里山"), "里山 里山まつり 里山と森 明るい里山 ほか2 ほか");
	CHECK_STR(titles(db, "森 里山"), "里山と森");
	struct search s = { .entity = &grant_entity, .words = S("里山"), .order = "id", .now = NOW, .plain_order = true, .per_page = 1 };
	struct search_result r = run(db, &s);
	CHECK_STR(ENTITY_AT(struct grant, r.list, 0)->title, "ほか");
}

TEST(search_ranks)
{
	on_both_engines(ranks);
}

/* Nothing found: what would be, with less asked. */
static void relaxed(struct db *db)
{
	for (int i = 0; i < 5; i++) {
		struct grant g = grant(i < 3 ? "海岸" : "清掃", "本文");
		g.area = 1 + i % 2;
		save(db, &grant_entity, &g);
	}
	struct search s = { .entity = &grant_entity, .words = S("海岸 清掃"), .now = NOW, .want_relaxed = true, .filters = 1 };
	s.filter[0] = (struct search_filter){ .field = entity_field(&grant_entity, "area"), .bits = master_bit(1) };
	struct search_result r = run(db, &s);
	CHECK_INT(r.total, 0);
	CHECK(r.relaxed.word[0] == 2 && r.relaxed.word[1] == 1 && r.relaxed.no_words == 3 && r.relaxed.filter[0] == 0);
	s.words = S("海岸");
	s.filter[0].bits = master_bit(3);
	r = run(db, &s);
	CHECK(r.total == 0 && r.relaxed.filter[0] == 3 && r.relaxed.no_words == 0);
}

TEST(search_says_what_less_would_find)
{
	on_both_engines(relaxed);
}

static void index_follows(struct db *db)
{
	struct grant g = grant("ひとつめ", "はじめの文");
	save(db, &grant_entity, &g);
	put_grant(db, "ふたつめ", "はじめの文");
	CHECK_STR(titles(db, "はじめ"), "ひとつめ ふたつめ");
	g.content = S("あとの文");
	save(db, &grant_entity, &g);
	CHECK_STR(titles(db, "はじめ"), "ふたつめ");
	CHECK_STR(titles(db, "あと"), "ひとつめ");
	save(db, &grant_entity, &g); /* unchanged */
	CHECK_STR(titles(db, "あと"), "ひとつめ");
	g.record.state = STATE_PRIVATE;
	save(db, &grant_entity, &g);
	CHECK_STR(titles(db, "あと"), "");
	CHECK_STR(titles(db, "の文"), "ふたつめ");
	g.record.state = STATE_PUBLISHED;
	save(db, &grant_entity, &g);
	CHECK_STR(titles(db, "あと"), "ひとつめ");
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(search_drop(w, &grant_entity, g.record.id), OK);
	CHECK_INT(search_drop(w, &grant_entity, 999), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_STR(titles(db, "あと"), "");
	CHECK_INT(db_maintain(db, UPKEEP_VERIFY), OK);
}

TEST(search_index_follows_the_records)
{
	on_both_engines(index_follows);
}

static void visibility(struct db *db)
{
	static const struct { const char *title; struct record r; } cases[] = {
		{ "見える", { .state = STATE_PUBLISHED } }, { "下書き", { .state = STATE_DRAFT } }, { "ごみ箱", { .state = STATE_PUBLISHED, .trashed_at = 5 } },
		{ "予約", { .state = STATE_PUBLISHED, .open_at = NOW + 1 } }, { "今から", { .state = STATE_PUBLISHED, .open_at = NOW } },
		{ "終わり", { .state = STATE_PUBLISHED, .close_at = NOW } }, { "まだ", { .state = STATE_PUBLISHED, .close_at = NOW + 1 } },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct grant g = grant(cases[i].title, "共通");
		g.record = cases[i].r;
		save(db, &grant_entity, &g);
	}
	CHECK_STR(titles(db, "共通"), "見える 今から まだ");
	struct search s = { .entity = &grant_entity, .order = "id", .now = NOW, .site = SITE_AIKA };
	CHECK_INT(run(db, &s).total, 0);
	s.site = SITE_SUPER;
	CHECK_INT(run(db, &s).total, 3);
}

TEST(search_finds_what_is_visible)
{
	on_both_engines(visibility);
}

static void offer_rule(struct db *db)
{
	struct member shown = { .record = { .kind = 1, .state = STATE_PUBLISHED }, .org_name = S("団体") };
	struct member hidden = { .record = { .kind = 1, .state = STATE_SUSPENDED }, .org_name = S("休止") };
	save(db, &member_entity, &shown);
	save(db, &member_entity, &hidden);
	static const struct { const char *title; int64_t anytime, from, to; bool group, visible; } cases[] = {
		{ "期間中", 0, 20261101, 20261231, true, true }, { "随時", 1, 0, 0, true, true }, { "これから", 0, 20261201, 20261231, true, false },
		{ "今日から", 0, 20261125, 20261231, true, true }, { "過去", 0, 20250101, 20250131, true, true },
		{ "団体が休止", 1, 0, 0, false, false },
	};
	struct search s = { .entity = &offer_entity, .order = "id", .now = NOW };
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct offer o = { .record = { .state = STATE_PUBLISHED }, .title = str_of(cases[i].title), .anytime = cases[i].anytime,
			.apply_from = cases[i].from, .apply_to = cases[i].to, .member_id = cases[i].group ? shown.record.id : hidden.record.id };
		save(db, &offer_entity, &o);
		s.words = o.title;
		CHECK_INT(run(db, &s).total, cases[i].visible);
	}
}

TEST(search_knows_when_an_offer_is_visible)
{
	on_both_engines(offer_rule);
}

/* ---- conditions and counts ---- */

enum { ROWS = 60 };

static bool meets(const struct grant *g, const struct search *s, const struct field *except)
{
	for (size_t i = 0; i < s->filters; i++) {
		const struct search_filter *f = &s->filter[i];
		if (f->field == except) continue;
		int64_t v = *field_int(f->field, g);
		if (f->field->type == TYPE_MULTI && !(v & f->bits)) return false;
		if (f->field->type == TYPE_CHOICE && !(v && f->bits >> (v - 1) & 1)) return false;
		if (f->field->type == TYPE_DATE && (!v || (f->from && v < f->from) || (f->to && v > f->to))) return false;
	}
	return !s->words.n || str_starts(g->title, S("赤"));
}

static int64_t slow_count(const struct grant *g, const struct search *s, const struct field *f, int64_t num)
{
	int64_t n = 0;
	for (int i = 0; i < ROWS; i++) {
		int64_t v = *field_int(f, &g[i]);
		bool has = f->type == TYPE_MULTI ? v >> (num - 1) & 1 : v == num;
		n += has && meets(&g[i], s, f);
	}
	return n;
}

static void check_counts(const struct grant *g, const struct search *s, const struct search_result *r)
{
	int64_t total = 0;
	for (int i = 0; i < ROWS; i++) total += meets(&g[i], s, NULL);
	CHECK_INT(r->total, total);
	CHECK_INT(r->facets, 2);
	for (size_t k = 0; k < r->facets; k++)
		for (int64_t num = 1; num <= MASTER_NUM_MAX; num++) {
			int64_t slow = slow_count(g, s, r->facet[k].field, num);
			if (slow != r->facet[k].count[num]) CHECK_INT(r->facet[k].count[num], slow);
		}
}

static void counts(struct db *db)
{
	struct grant *g = ARENA_ARRAY(test_arena(), struct grant, ROWS);
	for (int i = 0; i < ROWS; i++) {
		g[i] = grant(test_random(2) ? "赤い羽根" : "青い鳥", "本文");
		g[i].field = (int64_t)(test_random(1 << 20) & test_random(1 << 20) & test_random(1 << 20));
		g[i].area = (int64_t)test_random(5);
		g[i].apply_to = test_random(4) ? 20260101 + (int64_t)test_random(28) : 0;
		save(db, &grant_entity, &g[i]);
	}
	const struct field *fields[] = { entity_field(&grant_entity, "field"), entity_field(&grant_entity, "area"), entity_field(&grant_entity, "apply_to") };
	for (int round = 0; round < 30; round++) {
		struct search s = { .entity = &grant_entity, .now = NOW, .want_counts = true, .order = "apply_to, id", .site = SITE_SUPER };
		if (test_random(2)) s.words = S("赤い");
		for (size_t k = 0; k < COUNT_OF(fields); k++) {
			if (test_random(2)) continue;
			struct search_filter f = { .field = fields[k] };
			if (fields[k]->type == TYPE_DATE) f.from = 20260101 + (int64_t)test_random(28);
			else f.bits = (int64_t)(1 + test_random((1 << 20) - 1)) & (int64_t)(1 + test_random((1 << 20) - 1));
			if (f.bits || f.from) s.filter[s.filters++] = f;
		}
		struct search_result r = run(db, &s);
		check_counts(g, &s, &r);
		for (size_t i = 1; i < r.list.n; i++)
			CHECK(ENTITY_AT(struct grant, r.list, i - 1)->apply_to <= ENTITY_AT(struct grant, r.list, i)->apply_to);
	}
}

static void kinds(struct db *db)
{
	for (int64_t i = 0; i < 9; i++) {
		struct group g = { .record = { .kind = i % 4 == 3 ? 0 : i % 4, .state = STATE_PUBLISHED }, .name = S("会"), .city = 1 + i % 2 };
		save(db, &group_entity, &g);
	}
	struct search s = { .entity = &group_entity, .now = NOW, .want_counts = true, .kinds = 1 << 1, .words = S("会") };
	struct search_result r = run(db, &s);
	CHECK_INT(r.total, 2); /* of kinds 0 1 2 0 0 1 2 0 0 */
	CHECK(r.kind_count[0] == 5 && r.kind_count[1] == 2 && r.kind_count[2] == 2);
	s.filter[s.filters++] = (struct search_filter){ .field = entity_field(&group_entity, "city"), .bits = master_bit(2) };
	r = run(db, &s);
	CHECK(r.kind_count[0] == 2 && r.kind_count[1] == 2 && r.kind_count[2] == 0);
	for (size_t i = 0; i < r.facets; i++) {
		if (r.facet[i].field != s.filter[0].field) continue;
		CHECK(r.facet[i].count[1] == 0 && r.facet[i].count[2] == 2); /* of kind 1 alone */
	}
}

TEST(search_counts_kinds)
{
	on_both_engines(kinds);
}

TEST(search_counts_are_right)
{
	on_both_engines(counts);
}

static void pages(struct db *db)
{
	for (int i = 0; i < 55; i++) put_grant(db, i % 3 == 0 ? "みどり" : "あか", "みどりの募金");
	struct search s = { .entity = &grant_entity, .words = S("みどり"), .order = "id", .now = NOW, .per_page = 10 };
	int64_t seen = 0;
	for (s.page = 1; s.page <= 7; s.page++) {
		struct search_result r = run(db, &s);
		CHECK_INT(r.total, 55);
		CHECK_INT(r.list.n, s.page <= 5 ? 10 : s.page == 6 ? 5 : 0);
		for (size_t i = 0; i < r.list.n; i++, seen++) /* 19 title hits, then 36 others */
			CHECK_STR(ENTITY_AT(struct grant, r.list, i)->title, seen < 19 ? "みどり" : "あか");
	}
	CHECK_INT(seen, 55);
	s.per_page = 1000;
	s.page = 1;
	CHECK_INT(run(db, &s).list.n, 55);
	s.where = "id <= $1";
	s.bind[0] = b_int(10);
	s.binds = 1;
	CHECK_INT(run(db, &s).total, 10);
}

static void capped(struct db *db)
{
	for (int i = 0; i < 12; i++) {
		struct grant g = grant("題", "文");
		g.record.published_at = NOW - 1000 + (i * 7) % 12;
		save(db, &grant_entity, &g);
	}
	struct search s = { .entity = &grant_entity, .words = S("題"), .now = NOW, .most = 5 };
	struct search_result r = run(db, &s);
	CHECK(r.capped);
	CHECK_INT(r.total, 5);
	CHECK_INT(r.list.n, 5);
	for (size_t i = 0; i < r.list.n; i++) CHECK_INT(ENTITY_AT(struct grant, r.list, i)->record.published_at, NOW - 1000 + 11 - (int64_t)i);
	s.most = 12;
	r = run(db, &s);
	CHECK(!r.capped);
	CHECK_INT(r.total, 12);
}

TEST(search_looks_at_so_many_and_no_more)
{
	on_both_engines(capped);
}

TEST(search_pages_do_not_overlap)
{
	on_both_engines(pages);
}

static void field_words(struct db *db)
{
	struct grant g = grant("かき", "りんごとみかん");
	g.purpose = S("目的はりんご");
	save(db, &grant_entity, &g);
	g = grant("りんご", "かき");
	save(db, &grant_entity, &g);
	static const struct { const char *column, *text; int64_t total; } cases[] = {
		{ "title", "りんご", 1 }, { "content", "りんご", 1 }, { "purpose", "りんご", 1 }, { "purpose", "みかん", 0 }, { "organizer", "財団", 2 },
		{ "content", "みかん りんご", 1 }, { "title", "？", 2 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct search s = { .entity = &grant_entity, .now = NOW, .filters = 1 };
		s.filter[0] = (struct search_filter){ .field = entity_field(&grant_entity, cases[i].column), .text = str_of(cases[i].text) };
		CHECK_INT(run(db, &s).total, cases[i].total);
	}
}

TEST(search_words_of_one_field)
{
	on_both_engines(field_words);
}

static void everything(struct db *db)
{
	put_grant(db, "こども基金", "<p>文</p>");
	put_grant(db, "ほか", "<p>はじめに長い文があり、そのあとにこども食堂という言葉が出てきます。</p>");
	struct event ev = { .record = { .state = STATE_PUBLISHED, .published_at = NOW - 10 }, .title = S("こどもまつり"), .content = S("<p>たのしい</p>") };
	save(db, &event_entity, &ev);
	struct member m = { .record = { .kind = 0, .state = STATE_PUBLISHED }, .sales_point = S("こどもと遊べます") };
	save(db, &member_entity, &m);
	struct db_read *r;
	struct search_hits hits;
	struct masters *masters = masters_of(db);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(search_all(r, test_arena(), masters, &(struct search_wish){ .site = SITE_SUPER, .words = S("コドモ"), .now = NOW, .page = 1 }, &hits), OK);
	CHECK_INT(hits.total, 3);
	CHECK_STR(hits.v[0].title, "こどもまつり"); /* titles first, the newest of them first */
	CHECK_STR(hits.v[1].title, "こども基金");
	CHECK(str_find(hits.v[2].excerpt.s, S("<mark>こども</mark>食堂")) != SIZE_MAX);
	CHECK_INT(search_all(r, test_arena(), masters, &(struct search_wish){ .site = SITE_SUPER, .words = S("コドモ"), .only = &event_entity, .now = NOW, .page = 1 }, &hits), OK);
	CHECK_INT(hits.total, 1);
	int64_t counted = 0;
	for (size_t i = 0; i < entities_count; i++) counted += hits.per_entity[i];
	CHECK_INT(counted, 3);
	CHECK_INT(search_all(r, test_arena(), masters, &(struct search_wish){ .site = SITE_AIKA, .words = S("こども"), .only = NULL, .now = NOW, .page = 1 }, &hits), OK);
	CHECK_INT(hits.total, 1);
	CHECK(str_starts(hits.v[0].title, S("個人会員 No.")));
	CHECK_INT(search_all(r, test_arena(), masters, &(struct search_wish){ .site = SITE_SUPER, .words = S("こども"), .only = NULL, .now = NOW, .page = 2 }, &hits), OK);
	CHECK_INT(hits.n, 0);
	CHECK_INT(search_all(r, test_arena(), masters, &(struct search_wish){ .site = SITE_SUPER, .words = S(" "), .only = NULL, .now = NOW, .page = 1 }, &hits), OK);
	CHECK_INT(hits.total, 0);
	db_read_done(r);
}

static const struct site_guide guides[] = {
	{ "/consult", "相談する", "県民活動の相談窓口" }, { "/register", "掲載登録", "団体の掲載と相談" }, { .path = NULL },
};

/* Guides and fixed pages come before many old records that have the word too. */
static void guides_first(struct db *db)
{
	for (int i = 0; i < 30; i++) {
		struct event ev = { .record = { .state = STATE_PUBLISHED, .published_at = NOW - i * 1000 }, .title = i % 2 ? S("まつり") : S("第3回なんでも相談会"), .content = S("<p>相談もできます</p>") };
		save(db, &event_entity, &ev);
	}
	struct search_wish wish = { .site = SITE_SUPER, .words = S("相談"), .now = NOW, .page = 1, .guides = guides };
	struct search_hits hits;
	struct db_read *r;
	struct masters *m = masters_of(db);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(search_all(r, test_arena(), m, &wish, &hits), OK);
	CHECK_INT(hits.total, 32);
	CHECK_STR(hits.v[0].title, "相談する");
	CHECK_STR(hits.v[1].title, "第3回なんでも相談会");
	CHECK_STR(hits.v[16].title, "掲載登録"); /* its text has the word: behind titles, before texts */
	wish.newest = true;
	CHECK_INT(search_all(r, test_arena(), m, &wish, &hits), OK);
	CHECK(hits.v[0].date == NOW);
	wish.words = S("掲載登録");
	CHECK_INT(search_all(r, test_arena(), m, &wish, &hits), OK);
	CHECK_INT(hits.total, 1);
	wish.words = S("まつり なし");
	CHECK_INT(search_all(r, test_arena(), m, &wish, &hits), OK);
	CHECK(hits.total == 0 && hits.alone[0] == 15 && hits.alone[1] == 0);
	CHECK_INT(search_count_all(r, test_arena(), SITE_SUPER, NOW, &hits), OK);
	CHECK_INT(hits.all, 30);
	db_read_done(r);
}

/* A hit in a field is shown with the field's name. */
static void field_excerpts(struct db *db)
{
	struct grant g = grant("題", "本文");
	g.organizer = S("里山の財団");
	g.target_person = S("山口県内のNPO法人");
	save(db, &grant_entity, &g);
	static const char *const cases[][2] = { { "里山", "募集団体：<mark>里山</mark>の財団" }, { "県内", "対象者：山口<mark>県内</mark>のNPO法人" }, { "本文", "<mark>本文</mark>" } };
	struct db_read *r;
	struct masters *m = masters_of(db);
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct search_wish wish = { .site = SITE_SUPER, .words = str_of(cases[i][0]), .now = NOW };
		struct search_hits hits;
		CHECK_INT(search_all(r, test_arena(), m, &wish, &hits), OK);
		CHECK_INT(hits.n, 1);
		CHECK_STR(hits.v[0].excerpt.s, cases[i][1]);
	}
	db_read_done(r);
}

TEST(search_names_the_field_of_a_hit)
{
	on_both_engines(field_excerpts);
}

TEST(search_puts_guides_first)
{
	on_both_engines(guides_first);
}

TEST(search_over_everything)
{
	on_both_engines(everything);
}

/* Whatever is asked, the answer is a list: nothing a visitor types means something to the engines. */
static void hostile(struct db *db)
{
	static const char *const queries[] = {
		"'", "\"", "\"\"", "\" OR \"", "a\"b", "* ", "NEAR(a b)", "a AND", "NOT", "^a", "{title}:a", "title:a", "-a", "(", ")", "a)b(", "a:*", "a & b | !c",
		"'a':*", "\\", "\\'", "%", "_", "a\tb", "; DROP TABLE grant_info", "$1", "?1", "\xef\xb7\xba", "\xf0\x9f\x98\x80", "ﾞ", "ー", "〜", "\xcc\x81",
		"\xe2\x80\xae", "\xef\xbf\xbd", "𠮷", "a b c d e f g h i j k", "1", "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
	};
	put_grant(db, "'a' \"b\" (c) *", "NEAR NOT AND OR %_\\");
	struct db_read *r;
	struct masters *m = masters_of(db);
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < COUNT_OF(queries) + 200; i++) {
		struct str q = i < COUNT_OF(queries) ? str_of(queries[i]) : STR_NONE;
		if (!q.n) { /* any characters */
			char *p = arena_alloc(test_arena(), 64);
			size_t n = 0;
			for (size_t k = test_random(12); k > 0; k--) {
				uint32_t c = test_random(2) ? 0x20 + (uint32_t)test_random(95) : 0x80 + (uint32_t)test_random(0x1f000);
				n += c >= 0xd800 && c < 0xe000 ? 0 : utf8_put(c, p + n);
			}
			q = (struct str){ p, n };
		}
		struct search s = { .entity = &grant_entity, .words = q, .now = NOW, .filters = 1 };
		s.filter[0] = (struct search_filter){ .field = entity_field(&grant_entity, "content"), .text = i % 3 ? STR_NONE : q };
		struct search_result *result = ARENA_NEW(test_arena(), struct search_result);
		struct search_hits hits;
		CHECK_INT(search_run(r, test_arena(), m, &s, result), OK);
		CHECK_INT(search_all(r, test_arena(), m, &(struct search_wish){ .site = SITE_SUPER, .words = q, .only = NULL, .now = NOW, .page = 1 }, &hits), OK);
	}
	db_read_done(r);
}

TEST(search_takes_anything)
{
	on_both_engines(hostile);
}

static void upgrade(struct db *db)
{
	int64_t n = -1;
	struct masters *m = masters_of(db);
	CHECK_INT(search_upgrade(db, m, false, &n), OK);
	CHECK_INT(n, 0);
	for (int i = 0; i < 205; i++) put_grant(db, i ? "題" : "はじめ", "文");
	struct grant draft = grant("下書き", "文");
	draft.record.state = STATE_DRAFT;
	save(db, &grant_entity, &draft);
	CHECK_INT(search_upgrade(db, m, false, &n), OK);
	CHECK_INT(n, 0);
	CHECK_INT(search_upgrade(db, m, true, &n), OK);
	CHECK_INT(n, 205);
	struct search s = { .entity = &grant_entity, .words = S("文"), .now = NOW };
	CHECK_INT(run(db, &s).total, 205);
	CHECK_STR(titles(db, "はじめ"), "はじめ");
	CHECK_INT(db_maintain(db, UPKEEP_VERIFY), OK);
}

TEST(search_index_is_made_anew)
{
	on_both_engines(upgrade);
}

TEST(search_numbers_differ)
{
	for (size_t i = 0; i < entities_count; i++)
		for (size_t k = 0; k < i; k++) CHECK(search_number(entities[i]) != search_number(entities[k]));
}
