/* Fills a database through the same functions the program uses. */
#include "super_fixture.h"

#include <string.h>

#include "feature/book/book.h"
#include "feature/booking/booking.h"
#include "feature/center_news/center_news.h"
#include "feature/emergency/emergency.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/link/link.h"
#include "feature/news/news.h"
#include "feature/newsletter/newsletter.h"
#include "feature/page/page.h"
#include "feature/report/report.h"
#include "feature/search/search.h"
#include "feature/terms/terms.h"
#include "store/blob.h"

enum { DAY = 24 * 3600 };

static const char long_text[] = "空き家を手入れした「みちくさの家」で、放課後の居場所と月2回の子ども食堂を開いています。学習の見守り、プレーパーク、地域の方を先生に迎える手仕事教室も行っています。"
	"\n料理や工作が得意な方、話し相手になってくださる方を歓迎します。\nくわしくは https://example.jp/michikusa をご覧ください。";

static bool save(struct fixture *f, struct db_write *w, const struct entity *e, void *record, int64_t age_days)
{
	struct record *r = record;
	if (!r->site)
		r->site = SITE_SUPER;
	if (!r->state)
		r->state = STATE_PUBLISHED;
	r->published_at = f->now - age_days * DAY - 3600;
	bool ok = entity_save(w, f->arena, f->keys, e, record, f->now) == OK;
	return ok && search_put(w, f->arena, f->masters, e, record) == OK;
}

static int64_t day(struct fixture *f, int n)
{
	return date_add(date_in_japan(f->now), n);
}

static bool fill_groups(struct fixture *f, struct db_write *w)
{
	static const char *const names[] = { "竹あかりの会", "やさしい日本語サロン宇部", "錦川カヌーと清掃の会", "里山くらし舎", "瀬戸内うみべ研究会", "むつみ昔あそび保存会" };
	struct group full = { .record = { .kind = GROUP_NPO }, .group_class = 1, .name = S("NPO法人 みちくさ子どもひろば"), .kana = S("えぬぴーおーほうじん みちくさこどもひろば"),
		.rep_name = S("山口 みかん"), .rep_post = S("理事長"), .contact_name = S("周防 はるか"), .contact_post = S("事務局長"), .field = 1 << 12 | 1 << 2 | 2, .area = 1,
		.target_city = 0x14, .purpose = S("子どもが安心して過ごせる場を地域の人と一緒につくり、世代をこえたつながりを育てる。"), .activity = str_of(long_text),
		.cooperation = S("小学校2校との学習見守り（2023年〜）"), .appeal = S("「帰り道に寄れる場所がほしい」という子どもの声から、近所の5人で始めました。"), .office = S("みちくさの家"),
		.branch = S("なし"), .postal = S("747-0000"), .pref = 35, .city = 5, .address = S("例示町2丁目3番4号"), .phone = S("0835-00-0000"), .fax = S("0835-00-0001"),
		.mail = S("info@michikusa.example.jp"), .founded = 20190601, .budget = 5, .people = S("42人"), .dues = S("正会員 年3,000円、賛助会員 年1,000円"),
		.qualification = S("活動の目的に賛同する方ならどなたでも"), .activity_time = S("火・木曜 15時〜18時"), .url1 = S("https://michikusa.example.jp/"), .url1_label = S("公式サイト"),
		.url2 = S("https://blog.example.jp/michikusa/"), .file_rules = f->file_clean, .file_other = f->file_unscanned, .feature = 9,
		.registrant_name = S("秘密 太郎"), .registrant_mail = S("himitsu@example.jp"), .registrant_phone = S("090-0000-0000"), .registered = 1,
		.registered_source = S("登録フォーム") };
	struct group bare = { .record = { .kind = GROUP_GROUP }, .name = S("会"), .kana = S("かい") };
	struct group company = { .record = { .kind = GROUP_COMPANY }, .company_class = 1, .name = S("株式会社 夏みかん印刷"), .kana = S("かぶしきがいしゃなつみかんいんさつ"),
		.rep_name = S("萩 みかん"), .contact_name = S("長門 ゆずこ"), .activity = S("地域の広報物づくりを支援"), .csr = S("印刷の端紙を子ども会へ寄付しています。"), .appeal = S("紙のことならお任せください"),
		.city = 4, .pref = 35, .address = S("例示町1番1号"), .phone = S("0838-00-0000"), .people = S("30人") };
	struct group hidden = { .record = { .kind = GROUP_GROUP, .state = STATE_REVIEW }, .name = S("公開前の団体"), .kana = S("こうかいまえ") };
	struct group longest = { .record = { .kind = GROUP_GROUP }, .group_class = 10, .kana = S("ながい"), .field = (1 << 19) - 1, .area = 1, .target_city = (1 << 19) - 1, .feature = 63, .pref = 35,
		.city = 11, .phone = S("0000-00-0000"), .mail = S("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz.abcdefghijklmnopqrstuvwxyz@sub.sub.sub.example.jp") };
	longest.name = str_fmt(f->arena, "%s%s%s", "特定非営利活動法人国際子どもみらい環境文化芸術スポーツ振興協議会連合会西日本支部", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", "山口県事務局");
	longest.url1 = S("https://example.jp/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
	longest.activity = longest.purpose = longest.appeal = str_of(long_text);
	bool ok = save(f, w, &group_entity, &longest, 0) && save(f, w, &group_entity, &full, 1) && save(f, w, &group_entity, &bare, 900) && save(f, w, &group_entity, &company, 2)
		&& save(f, w, &group_entity, &hidden, 0);
	for (int i = 0; ok && i < 60; i++) {
		struct group g = { .record = { .kind = i % 3 ? GROUP_GROUP : GROUP_NPO }, .group_class = 1 + i % 9, .kana = S("だんたい"), .field = (int64_t)1 << i % 19,
			.area = 1 + i % 5, .activity = str_of(i % 4 ? long_text : "清掃"), .city = 1 + i % 19, .pref = 35, .address = S("例示町"), .rep_name = S("見本 花子") };
		g.name = str_fmt(f->arena, "%s %d", names[i % 6], i);
		ok = save(f, w, &group_entity, &g, 3 + i);
	}
	f->group_full = full.record.id, f->group_longest = longest.record.id, f->group_bare = bare.record.id, f->company = company.record.id, f->group_hidden = hidden.record.id;
	return ok;
}

static bool fill_events(struct fixture *f, struct db_write *w)
{
	static const char *const titles[] = { "冬の里山あるきと落ち葉集め", "はじめてのNPO会計 — 領収書の整理から決算まで", "「ふるさとの海」写真とことばの作品募集", "みちくさ子ども食堂「おもちの日」",
		"プレーパークのはじめ方 入門講座", "手話でつながる交流会" };
	bool ok = true;
	for (int i = 0; ok && i < 70; i++) {
		struct event e = { .record = { .kind = i % 3 }, .organizer = S("里山くらし舎"), .title = str_of(titles[i % 6]), .place = S("萩市・むつみ里山公園"), .field = 1 << i % 19,
			.content = S("<p>落ち葉を集めて腐葉土をつくります。</p><ul><li>軍手</li><li>飲み物</li></ul>"), .date_from = day(f, i < 40 ? 2 + i : -3 * i), .contact_name = S("里山くらし舎 事務局"),
			.contact_phone = S("0838-00-0000"), .fee = S("無料"), .url1 = S("https://example.jp/satoyama") };
		e.date_text = str_cat(f->arena, date_ja(f->arena, (date_t)e.date_from), S(" 9時30分〜12時"));
		e.group_id = i % 10 == 0 ? f->group_full : 0;
		if (i == 30)
			e.date_from = 0, e.date_text = S("随時");
		e.apply_to = i % 3 == 2 ? e.date_from : 0;
		ok = save(f, w, &event_entity, &e, i);
		if (i == 0)
			f->event_next = e.record.id;
		if (i == 45)
			f->event_past = e.record.id;
	}
	return ok;
}

static bool fill_grants(struct fixture *f, struct db_write *w)
{
	static const char *const titles[] = { "地域のつながり応援助成（後期）", "中山間地域チャレンジ補助", "子どもの居場所づくり助成", "森と水辺の保全活動助成 2027", "まちの音楽会応援プログラム" };
	bool ok = true;
	for (int i = 0; ok && i < 60; i++) {
		struct grant g = { .organizer = S("一般財団法人 さざなみ地域財団"), .title = str_of(titles[i % 5]), .field = 5 << i % 16, .area = 1 + i % 5,
			.purpose = S("地域の居場所や見守りなど、住民どうしのつながりをつくる活動を応援します。"), .amount = S("1団体 30万円まで"), .target_person = S("県内の団体"), .apply_from = day(f, -60),
			.apply_to = day(f, i < 30 ? i * 3 : -i * 5), .apply_how = S("申請書を郵送してください。"), .contact_name = S("さざなみ地域財団 事務局"), .contact_mail = S("joho@example.jp"),
			.url1 = S("https://example.jp/josei") };
		if (i == 29)
			g.apply_to = g.apply_from = 0, g.apply_text = S("随時"), g.amount = STR_NONE, g.purpose = STR_NONE;
		ok = save(f, w, &grant_entity, &g, i);
		if (i == 3)
			f->grant_near = g.record.id;
		if (i == 50)
			f->grant_closed = g.record.id;
	}
	return ok;
}

static bool fill_articles(struct fixture *f, struct db_write *w)
{
	static const char *const titles[] = { "令和8年度「県民活動フォーラム」の参加者を募集しています", "センターだより 秋号を発行しました", "印刷機の入れ替えに伴う利用停止について", "出張相談会を長門市で開きます", "講座の日程が変わります" };
	bool ok = true;
	for (int i = 0; ok && i < 30; i++) {
		struct news n = { .title = str_of(titles[i % 5]), .body = S("<p>くわしくは<a href=\"https://example.jp/a\">資料</a>をご覧ください。</p><h2>日程</h2><p>11月30日</p>"), .file1 = i ? 0 : f->file_clean };
		struct center_news c = { .title = str_of(titles[(i + 1) % 5]), .body = S("<p>休館のお知らせです。</p>"), .important = i == 0 };
		struct newsletter m = { .title = str_fmt(f->arena, "さぽ〜とメール %d月号(Vol.%d)", 12 - i % 12, 300 - i), .number = 300 - i,
			.body = S("*********************************Vol.300***\nさぽ〜とメール 11月号\n\n-イベント・募集情報-\n\n1「里山くらし舎 主催」\n【日 時】12月6日\n【場 所】萩市\nhttps://example.jp/mail\n") };
		ok = save(f, w, &news_entity, &n, i * 40) && save(f, w, &center_news_entity, &c, i * 30) && save(f, w, &newsletter_entity, &m, i * 30);
		if (i == 0)
			f->news = n.record.id, f->center_news = c.record.id, f->newsletter = m.record.id;
	}
	return ok;
}

static bool fill_rest(struct fixture *f, struct db_write *w)
{
	bool ok = true;
	for (int i = 0; ok && i < 25; i++) {
		struct book b = { .title = str_fmt(f->arena, "県民活動白書 第%d巻", i), .author = S("山口県"), .content = S("<p>県民活動の現状をまとめた資料。</p>"), .publisher = S("例示出版"), .issued = 20100400,
			.receipt_no = str_fmt(f->arena, "A-%05d", i) };
		struct report r = { .title = S("海岸清掃を行いました"), .content = S("<p>50人で海岸を清掃しました。</p>"), .group_name = S("瀬戸内うみべ研究会"), .group_kana = S("せとうちうみべけんきゅうかい"), .held_on = day(f, -30 - i),
			.place = S("周防大島町"), .people = S("約50名") };
		ok = save(f, w, &book_entity, &b, i) && save(f, w, &report_entity, &r, i);
		if (i == 0)
			f->book = b.record.id, f->report = r.record.id;
	}
	struct fixed_page about = { .title = S("スーパーネットについて"), .slug = S("old-about"), .body = S("<p>平成14年度に始まったサイトです。</p><table><tr><th>年</th><td>平成14年</td></tr></table>") };
	struct link link = { .title = S("例示NPOセンター"), .url = S("https://example.jp/npo"), .topic = 3, .description = S("市の支援センター") };
	struct link desk = { .title = S("ボランティア相談窓口"), .topic = 1, .phone = S("083-000-0000"), .description = S("平日9時から17時") };
	struct terms terms = { .subject = 1, .title = S("山口県県民活動スーパーネット登録規約"), .number = 1, .effective = 20200401, .body = S("<h2>目的</h2><p>この規約は、登録者が守ることを定めます。</p>") };
	struct emergency alert = { .title = S("大雨のため、本日は終日休館します。") };
	struct booking booked = { .facility = 1, .day = day(f, 0), .time_from = 600, .time_to = 660, .user_name = S("秘密の会") };
	ok = ok && save(f, w, &page_entity, &about, 3) && save(f, w, &link_entity, &link, 3) && save(f, w, &link_entity, &desk, 3) && save(f, w, &terms_entity, &terms, 3)
		&& save(f, w, &emergency_entity, &alert, 0) && save(f, w, &booking_entity, &booked, 0);
	return ok;
}

static bool fill_files(struct fixture *f, struct db_write *w)
{
	struct blob clean = { .name = S("定款.pdf") }, dirty = { .name = S("未検査.pdf") };
	clean.created_at = dirty.created_at = f->now;
	bool ok = blob_put(w, f->arena, f->keys, &clean, S("%PDF-1.4\n%%EOF\n")) == OK && blob_put(w, f->arena, f->keys, &dirty, S("%PDF-1.4\n%%EOF\nx")) == OK;
	f->file_clean = clean.id, f->file_unscanned = dirty.id;
	return ok && blob_set_scan(w, clean.id, BLOB_CLEAN) == OK && blob_set_scan(w, dirty.id, BLOB_UNSCANNED) == OK;
}

bool super_fixture(struct fixture *f)
{
	struct db_write *w;
	if (db_write_begin(f->db, &w) != OK)
		return false;
	bool ok = fill_files(f, w) && fill_groups(f, w) && fill_events(f, w) && fill_grants(f, w) && fill_articles(f, w) && fill_rest(f, w);
	if (ok)
		return db_write_commit(w) == OK;
	db_write_roll_back(w);
	return false;
}
