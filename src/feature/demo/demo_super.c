/* Demo records of スーパーネット. */
#include "core/vec.h"
#include "feature/book/book.h"
#include "feature/booking/booking.h"
#include "feature/center_news/center_news.h"
#include "feature/correction/correction.h"
#include "feature/demo/demo_text.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/news/news.h"
#include "feature/newsletter/newsletter.h"
#include "feature/report/report.h"
#include "feature/subscriber/subscriber.h"

/* ---- 団体・企業 ---- */

static const char *const purposes[] = {
	"{t}を通じて、だれもが安心して暮らせる{c}をつくることを目的としています。", "{c}で暮らす人どうしのつながりを深め、{t}を次の世代に引き継ぎます。",
	"{t}の輪を広げ、子どもから高齢者までがともに活動できる地域をめざします。", "地域の課題を住民の手で解決するため、{t}に取り組みます。",
};
static const char *const activities[] = {
	"毎月第2{w}曜日に{c}の{p}で{t}を行っています。", "{n}人の会員が交代で、{t}の企画と運営をしています。", "年に一度、{c}の{p}で発表会を開き、だれでも参加できます。",
	"小学校や福祉施設から依頼を受けて、出前の{t}も行っています。", "初めての方には経験のある会員が付き添います。", "活動のようすは会報とホームページでお知らせしています。",
};
static const char *const appeals[] = {
	"見学はいつでも歓迎します。まずはお電話ください。", "{n}人で始めた活動が、いまでは{c}全体に広がりました。", "年齢や経験は問いません。できるときに、できることから始められます。",
};

/* The published come first: 603 groups, 221 NPOs, 28 companies; then those that ended. */
static void group_kind(struct record *r, int i, int n)
{
	static const struct { int upto, kind; } active[] = { { 603, GROUP_GROUP }, { 824, GROUP_NPO }, { 852, GROUP_COMPANY } };
	static const struct { int upto, kind; } ended[] = { { 1259, GROUP_GROUP }, { 1308, GROUP_NPO }, { 1356, GROUP_COMPANY } };
	static const enum state states[] = { STATE_DISSOLVED, STATE_WITHDRAWN, STATE_SUSPENDED };
	int scale = n / 1356, k = i / (scale ? scale : 1);
	for (size_t x = COUNT_OF(active); x-- > 0;)
		if (k < active[x].upto) r->kind = active[x].kind;
	if (k < 852) return;
	for (size_t x = COUNT_OF(ended); x-- > 0;)
		if (k < ended[x].upto) r->kind = ended[x].kind;
	r->state = states[i % 3];
}

static void group_text(struct demo *d, struct group *g, int i)
{
	struct demo_name name = demo_group_name(d, i), rep = demo_person(d);
	static const char *const before[] = { "NPO法人", "", "株式会社" }, *const kana[] = { "えぬぴーおーほうじん", "", "かぶしきがいしゃ" };
	g->name = str_cat(d->row, str_of(before[g->record.kind]), name.text);
	g->kana = str_cat(d->row, str_of(kana[g->record.kind]), name.kana);
	g->rep_name = rep.text;
	g->rep_post = g->record.kind == GROUP_COMPANY ? S("代表取締役") : g->record.kind == GROUP_NPO ? S("理事長") : S("代表");
	g->contact_name = demo_person(d).text;
	g->activity = demo_sentences(d, activities, COUNT_OF(activities), 3);
	g->cooperation = demo_in(d, 2) ? demo_fill(d, "{c}社会福祉協議会、地元の自治会と協力して{t}を行いました。") : STR_NONE;
	g->appeal = DEMO_ONE(d, appeals);
	g->people = demo_fill(d, "{n}人");
}

static void group_place(struct demo *d, struct group *g, int i)
{
	g->postal = demo_postal(d);
	g->pref = 35;
	g->city = d->city_num;
	g->address = demo_address(d);
	g->phone = demo_phone(d);
	g->fax = demo_in(d, 2) ? demo_phone(d) : STR_NONE;
	g->mail = demo_mail(d, "dantai", i);
	g->founded = date_make(1975 + (int)demo_chance(d, 50), 1 + (int)demo_chance(d, 12), 1 + (int)demo_chance(d, 28));
	if (!demo_in(d, 3)) {
		g->url1 = str_fmt(d->row, "https://www.example.jp/dantai/%d/", i + 1);
		g->url1_label = S("ホームページ");
	}
}

static void group_civil(struct demo *d, struct group *g)
{
	g->group_class = g->record.kind == GROUP_NPO ? 1 : demo_in(d, 6) ? 3 + (int64_t)demo_chance(d, 9) : 2;
	g->field = demo_bits(d, d->topic->field, 19, 2);
	g->area = 1 + (int64_t)demo_chance(d, demo_in(d, 4) ? 5 : 2);
	g->target_city = g->area == 1 ? demo_bits(d, d->city_num, 19, 2) : 0;
	g->purpose = demo_sentences(d, purposes, COUNT_OF(purposes), 2);
	g->office = demo_fill(d, "{c}{p}内");
	g->budget = 1 + (int64_t)demo_chance(d, 7);
	g->dues = demo_fill(d, "年{m}");
	g->qualification = S("活動の趣旨に賛同する方");
	g->activity_time = demo_fill(d, "毎月第2{w}曜日 10時から12時");
	g->requirement = 0x3F;
}

enum err demo_group(struct demo *d, int i, int n)
{
	struct group g = { .record = demo_record(d, &group_entity, SITE_SUPER, (int)((int64_t)i * 611 % n), n, 20), .registered = 1,
		.registered_source = S("登録フォーム"), .terms_id = d->terms[0] };
	g.record.source = str_fmt(d->row, "demo:1:group:%d", i);
	group_kind(&g.record, i, n);
	group_text(d, &g, i);
	group_place(d, &g, i);
	if (g.record.kind == GROUP_COMPANY) {
		g.company_class = 1;
		g.csr = demo_fill(d, "社員が交代で{c}の{t}に参加しています。{p}の清掃も毎月続けています。");
	} else group_civil(d, &g);
	g.feature = master_bit(4) | (demo_in(d, 3) ? master_bit(1) : 0) | (demo_in(d, 6) ? master_bit(5) : 0);
	g.file_activity = demo_in(d, 12) ? d->paper : 0;
	g.registrant_name = demo_person(d).text;
	g.registrant_phone = demo_phone(d);
	g.registrant_mail = demo_mail(d, "touroku", i);
	enum err e = demo_put(d, &group_entity, &g);
	if (!e && g.record.state == STATE_PUBLISHED) *vec_add(d->keep, &d->groups) = (struct demo_ref){ g.record.id, str_dup(d->keep, g.name), d->city_num };
	return e;
}

/* ---- イベント・募集 ---- */

static const char *const event_titles[][4] = {
	{ "{c}{t}のつどい", "第{n}回 {t}フェスタ in {c}", "{t}体験会（{c}{p}）", "みんなで楽しむ{t}" },
	{ "はじめての{t}講座", "{t}リーダー養成講座", "{c}市民講座「{t}」", "{t}オンライン講座" },
	{ "{t}の参加者を募集します", "{t}作品コンクール 作品募集", "「{t}」についてのご意見募集", "{c}{t} 実行委員募集" },
};
static const char *const event_texts[] = {
	"{c}の{p}で{t}を開きます。", "道具はこちらで用意しますので、手ぶらでお越しください。", "{t}が初めての方も、スタッフがていねいにお手伝いします。",
	"当日は駐車場が混み合います。できるだけ公共交通機関をご利用ください。", "終わったあとに、お茶を飲みながらの交流の時間があります。", "お子さん連れの方のために託児をご用意します（要予約）。",
	"車いすで参加される方は、お申し込みのときにお知らせください。", "雨のときは屋内で行います。",
};
static const char *const audiences[] = { "どなたでも", "{c}にお住まいの方", "小学生以上（小学生は保護者同伴）", "{t}に関心のある方", "県民活動団体の方" };
static const char *const hows[] = { "電話またはメールでお申し込みください。", "申込みは不要です。当日会場へお越しください。", "ホームページの申込フォームからお申し込みください。", "FAXまたは郵送でお申し込みください。" };
static const int hours[] = { 9, 10, 13, 14, 18 };

static void event_times(struct demo *d, struct event *v)
{
	date_t day = date_in_japan(v->record.created_at);
	int from = hours[demo_chance(d, COUNT_OF(hours))] * 60 + 30 * (int)demo_chance(d, 2), to = from + 60 + 30 * (int)demo_chance(d, 4);
	v->date_from = date_add(day, 10 + (int)demo_chance(d, 60));
	v->date_to = demo_in(d, 5) ? date_add((date_t)v->date_from, 1 + (int)demo_chance(d, 5)) : 0;
	v->time_from = from;
	v->time_to = to;
	struct out o = out_new(d->row, 400);
	out_date_ja(&o, (date_t)v->date_from);
	if (v->date_to) {
		out_lit(&o, "から");
		out_date_ja(&o, (date_t)v->date_to);
		out_lit(&o, "まで　各日");
	}
	out_fmt(&o, "%.*sから%.*sまで", STR_ARG(minute_ja(d->row, from)), STR_ARG(minute_ja(d->row, to)));
	v->date_text = out_view(&o);
	v->apply_from = day;
	v->apply_to = date_add((date_t)v->date_from, -3);
	v->apply_text = str_fmt(d->row, "%.*sから%.*sまで", STR_ARG(date_ja(d->row, day)), STR_ARG(date_ja(d->row, (date_t)v->apply_to)));
}

/* Behind the published ones: some in review, drafts, and some with a day to appear. */
static void waiting_state(struct demo *d, struct record *r, int over)
{
	static const enum state states[] = { STATE_REVIEW, STATE_DRAFT, STATE_SCHEDULED };
	if (over < 0) return;
	r->state = states[over % 3];
	r->published_at = 0;
	r->created_at = d->o->now - (int64_t)demo_chance(d, 20 * 86400);
	if (r->state == STATE_SCHEDULED) r->open_at = d->o->now + 86400 * (1 + (int64_t)demo_chance(d, 14));
}

enum err demo_event(struct demo *d, int i, int n)
{
	struct event v = { .record = demo_record(d, &event_entity, SITE_SUPER, i, n, 20) };
	waiting_state(d, &v.record, i - (int)((int64_t)n * 5827 / 5887));
	v.record.kind = (int64_t)demo_chance(d, 3);
	struct demo_ref by = demo_ref_of(d, d->groups.v, d->groups.n);
	v.organizer = by.name;
	v.group_id = by.id;
	v.title = DEMO_ONE(d, event_titles[v.record.kind]);
	event_times(d, &v);
	v.place = demo_fill(d, "{c}{p}");
	v.city = master_bit(d->city_num);
	v.purpose = DEMO_ONE(d, purposes);
	v.content = demo_body(d, event_texts, COUNT_OF(event_texts), 2 + (int)demo_chance(d, 3));
	v.field = demo_bits(d, d->topic->field, 19, 1);
	v.fee = demo_in(d, 2) ? S("無料") : demo_fill(d, "一般{m}");
	v.audience = DEMO_ONE(d, audiences);
	v.capacity = demo_fill(d, "{n}名（先着順）");
	v.apply_how = DEMO_ONE(d, hows);
	v.contact_name = v.organizer;
	v.contact_person = demo_person(d).text;
	v.contact_postal = demo_postal(d);
	v.contact_address = str_cat(d->row, str_of(d->city->text), demo_address(d));
	v.contact_phone = demo_phone(d);
	v.contact_mail = demo_mail(d, "event", i);
	v.support = demo_in(d, 3) ? demo_fill(d, "後援：{c}、{c}社会福祉協議会") : STR_NONE;
	v.url1 = demo_in(d, 2) ? str_fmt(d->row, "https://www.example.jp/event/%d/", i + 1) : STR_NONE;
	v.file1 = demo_in(d, 6) ? d->paper : 0;
	return demo_put(d, &event_entity, &v);
}

/* ---- 助成 ---- */

static const char *const grant_titles[] = { "{t}活動助成", "地域づくり助成金（{t}部門）", "{t}スタートアップ助成", "市民活動応援基金「{t}」", "{t}備品購入助成" };
static const char *const grant_orgs[] = { "公益財団法人例山財団", "一般財団法人見本記念基金", "社会福祉法人仮川事業団", "株式会社雛形 社会貢献基金", "{c}市民活動支援基金" };
static const char *const grant_purposes[] = { "{t}に取り組む団体を応援し、地域の暮らしを豊かにすることを目的とします。", "これから{t}を始める団体の、はじめの一歩を支えます。",
	"{t}を続けるために必要な人材と道具を整えることを目的とします。" };
static const char *const grant_projects[] = { "{t}に関する事業で、助成決定の日から1年以内に終わるもの。", "地域の住民が参加する{t}の事業。", "{t}のための備品の購入と、その活用。" };
static const char *const grant_persons[] = { "山口県内で1年以上活動しているNPO法人、任意団体。", "営利を目的としない団体で、規約と会計があるもの。", "{n}人以上で構成する団体（法人格は問いません）。" };
static const char *const grant_hows[] = { "応募用紙に必要事項を書いて、郵送してください。応募用紙はホームページから取り出せます。", "ホームページの応募フォームから申し込んでください。",
	"事前に電話で相談のうえ、応募書類をお送りください。" };

enum err demo_grant(struct demo *d, int i, int n)
{
	struct grant g = { .record = demo_record(d, &grant_entity, SITE_SUPER, i, n, 22) };
	waiting_state(d, &g.record, i - (int)((int64_t)n * 8552 / 8582));
	date_t day = date_in_japan(g.record.created_at);
	g.organizer = DEMO_ONE(d, grant_orgs);
	g.title = DEMO_ONE(d, grant_titles);
	g.field = demo_bits(d, d->topic->field, 19, 3);
	g.area = 1 + (int64_t)demo_chance(d, 6);
	g.purpose = DEMO_ONE(d, grant_purposes);
	g.amount = demo_fill(d, demo_in(d, 2) ? "1件につき上限{n}万円" : "総額{n}0万円（1件5万円から）");
	g.target_project = DEMO_ONE(d, grant_projects);
	g.target_person = DEMO_ONE(d, grant_persons);
	g.apply_from = day;
	g.apply_to = date_add(day, 20 + (int)demo_chance(d, 70));
	g.apply_text = str_fmt(d->row, "%.*sから%.*sまで", STR_ARG(date_ja(d->row, day)), STR_ARG(date_ja(d->row, (date_t)g.apply_to)));
	g.deadline_note = demo_in(d, 3) ? S("当日消印有効") : demo_in(d, 2) ? S("必着") : STR_NONE;
	g.apply_how = DEMO_ONE(d, grant_hows);
	g.contact_name = str_cat(d->row, g.organizer, S(" 助成係"));
	g.contact_postal = demo_postal(d);
	g.contact_address = str_cat(d->row, str_of(d->city->text), demo_address(d));
	g.contact_phone = demo_phone(d);
	g.contact_fax = demo_phone(d);
	g.contact_mail = demo_mail(d, "josei", i);
	g.url1 = str_fmt(d->row, "https://www.example.jp/josei/%d.html", i + 1);
	return demo_put(d, &grant_entity, &g);
}

/* ---- 蔵書・実績 ---- */

static const char *const book_titles[] = { "{t}ハンドブック", "はじめての{t}", "図解 {t}入門", "事例で学ぶ{t}", "地域をつくる{t}", "{t}の実践とこれから", "{c}の{t} 記録集" };
static const char *const book_texts[] = { "{t}を始めたい人に向けた入門書です。", "各地の事例を写真とともに紹介しています。", "会計、広報、会議の進め方までを分かりやすくまとめています。",
	"{c}での取り組みも取り上げています。" };
static const char *const publishers[] = { "例書房", "見本社", "仮文化出版", "雛形ブックス", "{c}市民活動センター" };

enum err demo_book(struct demo *d, int i, int n)
{
	struct book b = { .record = demo_record(d, &book_entity, SITE_SUPER, i, n, 20) };
	b.title = DEMO_ONE(d, book_titles);
	b.author = str_cat(d->row, demo_person(d).text, demo_in(d, 2) ? S(" 著") : S(" 編"));
	b.content = demo_body(d, book_texts, COUNT_OF(book_texts), 1);
	b.publisher = DEMO_ONE(d, publishers);
	b.issued = date_add(date_in_japan(b.record.created_at), -30 - (int)demo_chance(d, 2000));
	if (demo_in(d, 4)) b.issued = b.issued / 100 * 100;
	b.receipt_no = str_fmt(d->row, "A-%05d", i + 1);
	b.isbn = demo_in(d, 2) ? str_fmt(d->row, "978-4-00-%06d-%d", (int)demo_chance(d, 1000000), (int)demo_chance(d, 10)) : STR_NONE;
	b.field = master_bit(d->topic->field);
	return demo_put(d, &book_entity, &b);
}

static const char *const report_texts[] = { "{c}の{p}で{t}を行い、{n}人が参加しました。", "参加した方からは「また来たい」「家でもやってみたい」という声をいただきました。",
	"準備には地元の高校生も加わり、世代をこえた交流の場になりました。", "次回は場所を広げて、もっと多くの方に{t}を知っていただく予定です。", "課題は担い手の確保です。いっしょに活動する仲間を募っています。" };

enum err demo_report(struct demo *d, int i, int n)
{
	struct report r = { .record = demo_record(d, &report_entity, SITE_SUPER, i, n, 12) };
	struct demo_ref by = demo_ref_of(d, d->groups.v, d->groups.n);
	r.title = demo_fill(d, demo_in(d, 2) ? "{c}で{t}を開催しました" : "{t} 活動のご報告");
	r.content = demo_body(d, report_texts, COUNT_OF(report_texts), 3);
	r.field = master_bit(d->topic->field);
	r.group_name = by.name;
	r.group_id = by.id;
	r.held_on = date_add(date_in_japan(r.record.created_at), -5);
	r.held_time = S("10時から12時まで");
	r.place = demo_fill(d, "{c}{p}");
	r.people = demo_fill(d, "{n}名");
	r.photo1 = d->photo[demo_chance(d, DEMO_PHOTOS)];
	r.photo2 = demo_in(d, 2) ? d->photo[demo_chance(d, DEMO_PHOTOS)] : 0;
	r.related = demo_fill(d, "{c}社会福祉協議会");
	r.url1 = demo_in(d, 3) ? str_fmt(d->row, "https://www.example.jp/report/%d/", i + 1) : STR_NONE;
	return demo_put(d, &report_entity, &r);
}

/* ---- お知らせ・メール ---- */

static const char *const news_titles[] = { "{t}の講師を募集しています", "{c}市民活動フェアの開催について", "県民活動の表彰候補者を募集します", "「{t}」研修会のご案内", "{c}での{t}に関する調査へのご協力のお願い" };
static const char *const news_texts[] = { "{c}で活動するみなさまへお知らせします。", "くわしくは、お知らせの主催者へお問い合わせください。", "{t}に関心のある方は、ぜひご参加ください。", "締切は定員になりしだいです。" };

enum err demo_news_super(struct demo *d, int i, int n)
{
	struct news v = { .record = demo_record(d, &news_entity, SITE_SUPER, i, n, 15), .title = DEMO_ONE(d, news_titles),
		.body = demo_body(d, news_texts, COUNT_OF(news_texts), 2), .important = i % 40 == 39 };
	return demo_put(d, &news_entity, &v);
}

static const char *const center_titles[] = { "年末年始の休館のお知らせ", "印刷機の点検に伴う利用停止について", "交流コーナーの利用時間について", "個別相談会「{t}」を開きます", "Zoomルームの予約方法が変わりました", "NPO会計講座の参加者募集" };
static const char *const center_texts[] = { "いつもやまぐち県民活動支援センターをご利用いただき、ありがとうございます。", "ご不便をおかけしますが、ご理解とご協力をお願いします。", "くわしくはセンター窓口または電話でお問い合わせください。",
	"相談は無料です。前日までに電話でご予約ください。" };

enum err demo_center_news(struct demo *d, int i, int n)
{
	struct center_news v = { .record = demo_record(d, &center_news_entity, SITE_SUPER, i, n, 12), .title = DEMO_ONE(d, center_titles),
		.body = demo_body(d, center_texts, COUNT_OF(center_texts), 2), .important = i % 30 == 29 };
	return demo_put(d, &center_news_entity, &v);
}

static struct str newsletter_body(struct demo *d, const char *name, int number)
{
	struct out o = out_new(d->row, 1 << 16);
	out_fmt(&o, "********************************************************\n　　%s　Vol.%d\n********************************************************\n\n", name, number);
	out_lit(&o, "みなさん、こんにちは。\n今号も、県内の活動の情報をお届けします。\n\n--------------------------------------------------------\n　イベント・募集情報\n--------------------------------------------------------\n");
	for (int k = 1; k <= 3; k++) {
		demo_scene(d);
		struct str title = DEMO_ONE(d, event_titles[k - 1]), whom = DEMO_ONE(d, audiences);
		out_fmt(&o, "\n%d　%.*s\n", k, STR_ARG(title));
		out_str(&o, demo_fill(d, "【場　所】{c}{p}\n"));
		out_fmt(&o, "【対　象】%.*s\n", STR_ARG(whom));
		out_str(&o, demo_fill(d, "【参加費】{m}\n"));
	}
	out_lit(&o, "\n--------------------------------------------------------\n編集・発行　やまぐち県民活動支援センター\n");
	return out_view(&o);
}

static enum err put_newsletter(struct demo *d, enum site_id site, const char *name, int i, int n, int years)
{
	struct newsletter v = { .record = demo_record(d, &newsletter_entity, site, i, n, years), .number = i + 1 };
	v.title = str_fmt(d->row, "%s 第%d号", name, i + 1);
	v.body = newsletter_body(d, name, i + 1);
	v.sent_at = v.record.published_at;
	v.sent_count = 400 + (int64_t)demo_chance(d, 800);
	return demo_put(d, &newsletter_entity, &v);
}

enum err demo_newsletter_super(struct demo *d, int i, int n)
{
	return put_newsletter(d, SITE_SUPER, "さぽ〜とメール", i, n, 18);
}

enum err demo_newsletter_aika(struct demo *d, int i, int n)
{
	return put_newsletter(d, SITE_AIKA, "あいかさ◇メルマガ", i, n, 10);
}

static enum err put_subscriber(struct demo *d, enum site_id site, const char *kind, int i, int n)
{
	struct subscriber s = { .record = demo_record(d, &subscriber_entity, site, i, n, 12) };
	struct demo_name name = demo_person(d);
	s.mail = demo_mail(d, kind, i);
	s.name = name.text;
	s.kana = name.kana;
	s.joined_at = s.record.created_at;
	s.stopped = demo_in(d, 12);
	s.stopped_at = s.stopped ? s.joined_at + 86400 * 30 : 0;
	return demo_put(d, &subscriber_entity, &s);
}

enum err demo_subscriber_super(struct demo *d, int i, int n)
{
	return put_subscriber(d, SITE_SUPER, "mailmag", i, n);
}

enum err demo_subscriber_aika(struct demo *d, int i, int n)
{
	return put_subscriber(d, SITE_AIKA, "aikamail", i, n);
}

/* ---- 予約・修正依頼 ---- */

enum err demo_booking(struct demo *d, int i, int n)
{
	struct booking b = { .record = demo_record(d, &booking_entity, SITE_SUPER, i, n, 1) };
	int day = i * 420 / n - 360, from = hours[demo_chance(d, COUNT_OF(hours))] * 60;
	b.facility = master_bit(1 + (int64_t)demo_chance(d, 3));
	b.day = date_add(d->today, day);
	b.time_from = from;
	b.time_to = from + 60 * (1 + (int)demo_chance(d, 3));
	b.user_name = demo_ref_of(d, d->groups.v, d->groups.n).name;
	b.fee = demo_fill(d, "{m}");
	b.fiscal_year = date_year((date_t)b.day) - (date_month((date_t)b.day) < 4);
	return demo_put(d, &booking_entity, &b);
}

enum err demo_correction(struct demo *d, int i, int n)
{
	static const enum state states[] = { STATE_REVIEW, STATE_PUBLISHED, STATE_PUBLISHED, STATE_REJECTED, STATE_RETURNED };
	struct correction c = { .record = demo_record(d, &correction_entity, SITE_SUPER, i, n, 3), .target = S("group") };
	c.record.state = states[i % 5];
	struct demo_ref of = demo_ref_of(d, d->groups.v, d->groups.n);
	c.target_id = of.id;
	c.target_title = of.name;
	struct str phone = demo_phone(d), time = demo_fill(d, "毎週{w}曜日 13時から15時");
	struct out changes = out_new(d->row, 4096);
	out_fmt(&changes, "phone=%.*s&activity_time=", STR_ARG(phone));
	url_encode(&changes, time);
	c.changes = out_view(&changes);
	c.requester_name = demo_person(d).text;
	c.requester_mail = demo_mail(d, "touroku", i);
	c.requested_at = c.record.created_at;
	c.proven = i % 4 != 0;
	c.decided_at = c.record.state == STATE_REVIEW ? 0 : c.requested_at + 86400;
	return demo_put(d, &correction_entity, &c);
}
