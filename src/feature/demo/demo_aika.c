/* Demo records of あいかさねっと: members, offers and what passes between them. */
#include "core/vec.h"
#include "feature/application/application.h"
#include "feature/demo/demo.h"
#include "feature/demo/demo_text.h"
#include "feature/inquiry/inquiry.h"
#include "feature/interview/interview.h"
#include "feature/invitation/invitation.h"
#include "feature/member/member.h"
#include "feature/news/news.h"
#include "feature/offer/offer.h"
#include "security/password.h"

/* ---- 会員 ---- */

static const char *const sales[] = {
	"{t}の経験が{n}か月あります。人と話すことが好きです。", "土日を中心に活動できます。車の運転もできます。", "子育てが一段落し、地域のために何かしたいと思っています。",
	"初めてのボランティアですが、{t}に関心があります。", "力仕事なら任せてください。{c}の行事にはよく参加しています。", "パソコンを使った資料づくりやチラシづくりが得意です。",
};
static const char *const skill_contents[] = { "ギターの弾き語り（30分ほど）ができます。", "折り紙と切り絵を教えられます。", "英会話のお手伝いができます。", "チラシや会報のデザインをお手伝いします。", "スマートフォンの使い方を教えます。" };
static const char *const jobs[] = { "会社員", "公務員", "学生", "主婦・主夫", "自営業", "無職" };
static const char *const org_purposes[] = { "{t}を通じて、{c}の暮らしを支えることを目的に設立しました。", "{c}の子どもと高齢者が安心して過ごせる場をつくるために設立しました。" };
static const char *const org_activities[] = { "{c}の{p}で、毎月{t}を行っています。", "会員{n}人で{t}の企画と運営をしています。", "地域の行事に合わせて、{t}の出前講座を行っています。" };

static void member_wishes(struct demo *d, struct member *m)
{
	m->act_city = demo_bits(d, d->city_num, 19, 3);
	m->act_field = demo_bits(d, d->topic->field, 20, 3);
	m->act_weekday = demo_in(d, 2) ? master_bit(6) | master_bit(7) : demo_bits(d, 1 + (int64_t)demo_chance(d, 7), 7, 4);
	m->act_time = 1 + (int64_t)demo_chance(d, 6);
}

static void individual(struct demo *d, struct member *m)
{
	struct demo_name name = demo_person(d);
	m->name = name.text;
	m->kana = name.kana;
	m->gender = 1 + (int64_t)demo_chance(d, 3);
	m->birth = date_make(1945 + (int)demo_chance(d, 62), 1 + (int)demo_chance(d, 12), 1 + (int)demo_chance(d, 28));
	m->job = DEMO_ONE(d, jobs);
	m->qualification = demo_in(d, 3) ? S("普通自動車免許") : STR_NONE;
	m->sales_point = DEMO_ONE(d, sales);
	if (demo_in(d, 3)) {
		m->skill = demo_bits(d, 1 + (int64_t)demo_chance(d, 10), 10, 1);
		m->skill_content = DEMO_ONE(d, skill_contents);
		m->skill_needs = S("材料費の実費をお願いします");
	}
	member_wishes(d, m);
}

static void organisation(struct demo *d, struct member *m, int i)
{
	struct demo_name name = demo_group_name(d, i + 5), rep = demo_person(d);
	bool company = m->record.kind == MEMBER_COMPANY;
	m->group_class = company ? 0 : 1 + (int64_t)demo_chance(d, 2);
	m->company_class = company;
	m->org_name = company ? str_cat(d->row, S("株式会社"), name.text) : name.text;
	m->org_kana = company ? str_cat(d->row, S("かぶしきがいしゃ"), name.kana) : name.kana;
	m->rep_name = rep.text;
	m->rep_post = company ? S("代表取締役") : S("代表");
	m->people = demo_fill(d, "{n}人");
	m->founded = date_make(1980 + (int)demo_chance(d, 44), 1 + (int)demo_chance(d, 12), 1);
	m->purpose = DEMO_ONE(d, org_purposes);
	m->activity = demo_sentences(d, org_activities, COUNT_OF(org_activities), 2);
	m->contact_name = demo_person(d).text;
	m->sales_point = demo_fill(d, "{t}に関わる方を、いつでも歓迎します。");
	m->achievement = company ? demo_fill(d, "社員{n}人で{c}の清掃活動に参加しました。") : STR_NONE;
	m->recruits = !company && !demo_in(d, 8);
	m->joins = !company && (!m->recruits || demo_in(d, 3));
	m->requirement = company ? 0 : 0x3F;
	if (company || m->joins) member_wishes(d, m);
	m->url1 = str_fmt(d->row, "https://www.example.jp/kaiin/%d/", i + 1);
	m->url1_label = S("ホームページ");
}

enum err demo_member(struct demo *d, int i, int n)
{
	int scale = n / 1612, k = i / (scale ? scale : 1);
	struct member m = { .record = demo_record(d, &member_entity, SITE_AIKA, (int)((int64_t)i * 605 % n), n, 11) };
	m.record.source = str_fmt(d->row, "demo:2:member:%d", i);
	m.record.kind = k < 1371 ? MEMBER_INDIVIDUAL : k < 1584 ? MEMBER_GROUP : MEMBER_COMPANY;
	m.login_id = str_fmt(d->row, "demo%05d", i + 1);
	m.password = i ? d->password : S(DEMO_PASSWORD_OLD);
	m.password_form = i ? PASSWORD_NATIVE : PASSWORD_LEGACY;
	if (m.record.kind == MEMBER_INDIVIDUAL) individual(d, &m);
	else organisation(d, &m, i);
	m.pref = 35;
	m.city = d->city_num;
	m.phone = demo_phone(d);
	m.mail = demo_mail(d, "kaiin", i);
	m.postal = demo_postal(d);
	m.address = str_cat(d->row, str_of(d->city->text), demo_address(d));
	m.wants_newsletter = demo_in(d, 2);
	m.mail_stopped = demo_in(d, 30);
	m.terms_id = d->terms[1];
	m.mail_proven_at = m.record.created_at;
	enum err e = demo_put(d, &member_entity, &m);
	if (!e && m.record.kind == MEMBER_INDIVIDUAL) *vec_add(d->keep, &d->individuals) = m.record.id;
	if (!e && m.recruits) *vec_add(d->keep, &d->recruiters) = (struct demo_ref){ m.record.id, str_dup(d->keep, m.org_name), d->city_num };
	return e;
}

/* ---- 募集 ---- */

static const char *const offer_titles[] = { "{c}{t}のボランティアを募集します", "{t}を手伝ってくださる方", "【急募】{t} 当日スタッフ", "{c}{p}での{t}ボランティア", "{t}の仲間を募集しています" };
static const char *const offer_texts[] = { "{c}の{p}で{t}を手伝ってくださる方を募集します。", "受付、会場の案内、片付けなどをお願いします。", "経験のあるスタッフがいっしょに活動しますので、初めての方も安心してご参加ください。",
	"{n}人ほどで分担します。学生の方も歓迎です。", "終わったあとに、交流の時間を設けています。" };
static const char *const clothings[] = { "動きやすい服装でお越しください。", "長袖、長靴、軍手、飲み物をお持ちください。", "上履きをお持ちください。", "とくにありません。" };

static void offer_times(struct demo *d, struct offer *v)
{
	date_t day = date_in_japan(v->record.created_at);
	int from = 60 * (8 + (int)demo_chance(d, 7)), to = from + 60 * (1 + (int)demo_chance(d, 4));
	v->time_from = from;
	v->time_to = to;
	v->time_band = from < 720 ? master_bit(1) : master_bit(2);
	v->apply_from = day;
	v->anytime = demo_in(d, 25);
	if (v->anytime) {
		v->weekday = demo_bits(d, 1 + (int64_t)demo_chance(d, 7), 7, 2);
		v->date_text = demo_fill(d, "毎週の決まった曜日（ご相談ください）");
		v->apply_text = S("随時");
		return;
	}
	v->date_from = date_add(day, 15 + (int)demo_chance(d, 50));
	v->apply_to = date_add((date_t)v->date_from, -2);
	v->weekday = master_bit(date_weekday((date_t)v->date_from) == 0 ? 7 : date_weekday((date_t)v->date_from));
	v->date_text = str_fmt(d->row, "%.*s%.*sから%.*sまで", STR_ARG(date_ja(d->row, (date_t)v->date_from)), STR_ARG(minute_ja(d->row, from)), STR_ARG(minute_ja(d->row, to)));
	v->apply_text = str_fmt(d->row, "%.*sから%.*sまで", STR_ARG(date_ja(d->row, day)), STR_ARG(date_ja(d->row, (date_t)v->apply_to)));
}

enum err demo_offer(struct demo *d, int i, int n)
{
	struct offer v = { .record = demo_record(d, &offer_entity, SITE_AIKA, i, n, 11) };
	if (i % 37 < 3) { /* 150 of 1,850 */
		v.record.state = i % 37 == 0 ? STATE_DRAFT : i % 37 == 1 ? STATE_REVIEW : STATE_PRIVATE;
		v.record.published_at = 0;
	}
	struct demo_ref by = demo_ref_of(d, d->recruiters.v, d->recruiters.n);
	v.member_id = by.id;
	v.org_name = by.name;
	v.title = DEMO_ONE(d, offer_titles);
	v.field = demo_bits(d, d->topic->field, 20, 1);
	v.content = demo_body(d, offer_texts, COUNT_OF(offer_texts), 2);
	offer_times(d, &v);
	v.city = master_bit(d->city_num);
	v.place = demo_fill(d, "{c}{p}");
	v.access = demo_in(d, 2) ? demo_fill(d, "最寄りの駅から徒歩{n}分、駐車場あり") : STR_NONE;
	struct str phone = demo_phone(d);
	v.org_contact = str_fmt(d->row, "電話 %.*s（平日9時から17時）", STR_ARG(phone));
	v.org_url = demo_in(d, 2) ? str_fmt(d->row, "https://www.example.jp/boshu/%d/", i + 1) : STR_NONE;
	v.people = demo_in(d, 4) ? S("若干名") : demo_fill(d, "{n}名");
	v.clothing = DEMO_ONE(d, clothings);
	v.part_ok = demo_in(d, 3);
	v.beginner_ok = !demo_in(d, 4);
	v.travel_cost = demo_in(d, 4) ? demo_fill(d, "1回{m}まで支給") : STR_NONE;
	v.health_point = demo_in(d, 3);
	v.note = demo_in(d, 3) ? S("ボランティア活動保険に加入していない方は、こちらで加入します。") : STR_NONE;
	v.file1 = demo_in(d, 4) ? d->paper : 0;
	enum err e = demo_put(d, &offer_entity, &v);
	if (!e && v.record.state == STATE_PUBLISHED) *vec_add(d->keep, &d->offers) = v.record.id;
	return e;
}

/* ---- 申込・要請・問い合わせ ---- */

static int64_t any(struct demo *d, const int64_t *v, size_t n)
{
	return n ? v[demo_chance(d, n)] : 0;
}

enum err demo_application(struct demo *d, int i, int n)
{
	struct application a = { .record = demo_record(d, &application_entity, SITE_AIKA, i, n, 10) };
	a.offer_id = any(d, d->offers.v, d->offers.n);
	a.from_member = any(d, d->individuals.v, d->individuals.n);
	a.to_member = demo_ref_of(d, d->recruiters.v, d->recruiters.n).id;
	a.via = 1 + (int64_t)demo_chance(d, 2);
	a.name = demo_person(d).text;
	a.mail = demo_mail(d, "moushikomi", i);
	a.phone = demo_phone(d);
	a.body = demo_fill(d, "{t}に参加したいです。よろしくお願いします。");
	a.sent_at = a.record.created_at;
	a.answer = demo_in(d, 3) ? 0 : 1 + (int64_t)demo_chance(d, 4);
	return demo_put(d, &application_entity, &a);
}

enum err demo_invitation(struct demo *d, int i, int n)
{
	struct invitation v = { .record = demo_record(d, &invitation_entity, SITE_AIKA, i, n, 8), .via = 3 };
	v.offer_id = any(d, d->offers.v, d->offers.n);
	struct demo_ref by = demo_ref_of(d, d->recruiters.v, d->recruiters.n);
	v.from_member = by.id;
	v.to_member = any(d, d->individuals.v, d->individuals.n);
	v.name = by.name;
	v.mail = demo_mail(d, "yousei", i);
	v.phone = demo_phone(d);
	v.body = demo_fill(d, "{c}で{t}を行います。ご都合がよろしければ、ぜひご参加ください。");
	v.sent_at = v.record.created_at;
	v.answer = (int64_t)demo_chance(d, 3);
	return demo_put(d, &invitation_entity, &v);
}

enum err demo_inquiry(struct demo *d, int i, int n)
{
	struct inquiry q = { .record = demo_record(d, &inquiry_entity, SITE_AIKA, i, n, 10), .via = 1 + (int64_t)demo_chance(d, 3) };
	q.offer_id = any(d, d->offers.v, d->offers.n);
	q.from_member = any(d, d->individuals.v, d->individuals.n);
	q.to_member = demo_ref_of(d, d->recruiters.v, d->recruiters.n).id;
	q.name = demo_person(d).text;
	q.mail = demo_mail(d, "toiawase", i);
	q.phone = demo_phone(d);
	q.subject = demo_fill(d, "{t}について");
	q.body = demo_fill(d, "{p}に駐車場はありますか。また、途中から参加してもよいでしょうか。");
	q.sent_at = q.record.created_at;
	return demo_put(d, &inquiry_entity, &q);
}

/* ---- 取材報告・お知らせ ---- */

static const char *const interview_texts[] = { "{c}の{p}を訪ね、{t}に取り組むみなさんにお話をうかがいました。", "「はじめは{n}人でした。続けるうちに、気持ちを同じくする仲間が増えていきました」と代表の方は話します。",
	"この日は小学生も参加し、にぎやかな声がひびいていました。", "「上手でなくていい。いっしょにやる時間が楽しいんです」という言葉が心に残りました。", "今後は、若い世代といっしょに{t}を広げていきたいとのことです。" };

enum err demo_interview(struct demo *d, int i, int n)
{
	struct interview v = { .record = demo_record(d, &interview_entity, SITE_AIKA, i, n, 6) };
	struct demo_ref by = demo_ref_of(d, d->recruiters.v, d->recruiters.n);
	v.org_name = by.name;
	v.member_id = by.id;
	v.title = str_fmt(d->row, "取材報告 第%d回 %.*s", i + 1, STR_ARG(v.org_name));
	v.body = demo_body(d, interview_texts, COUNT_OF(interview_texts), 4);
	v.held_on = date_add(date_in_japan(v.record.created_at), -7);
	v.cover = d->photo[i % DEMO_PHOTOS];
	v.photo1 = d->photo[(i + 1) % DEMO_PHOTOS];
	v.photo2 = d->photo[(i + 3) % DEMO_PHOTOS];
	return demo_put(d, &interview_entity, &v);
}

static const char *const titles[] = { "ボランティア体験月間のお知らせ", "{c}で{t}ボランティアの説明会を開きます", "メールが届かない方へ", "活動保険の手続きについて", "「{t}」の活動報告を掲載しました" };
static const char *const texts[] = { "あいかさねっとをご利用いただき、ありがとうございます。", "くわしくはセンターへお問い合わせください。", "会員のみなさまのご参加をお待ちしています。", "{t}に関心のある方は、ぜひご覧ください。" };

enum err demo_news_aika(struct demo *d, int i, int n)
{
	struct news v = { .record = demo_record(d, &news_entity, SITE_AIKA, i, n, 9), .title = DEMO_ONE(d, titles), .body = demo_body(d, texts, COUNT_OF(texts), 2) };
	return demo_put(d, &news_entity, &v);
}
