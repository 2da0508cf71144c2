/* Words and chances (demo_text.h). Names of people and groups are invented; towns are real. */
#include "feature/demo/demo_text.h"

#include <math.h>
#include <string.h>

#include "core/vec.h"

static const struct demo_word cities[] = { /* in the order of the master list `city` */
	{ "下関市", "しものせき" }, { "宇部市", "うべ" }, { "山口市", "やまぐち" }, { "萩市", "はぎ" }, { "防府市", "ほうふ" }, { "下松市", "くだまつ" },
	{ "岩国市", "いわくに" }, { "光市", "ひかり" }, { "長門市", "ながと" }, { "柳井市", "やない" }, { "美祢市", "みね" }, { "周南市", "しゅうなん" },
	{ "山陽小野田市", "さんようおのだ" }, { "周防大島町", "すおうおおしま" }, { "和木町", "わき" }, { "上関町", "かみのせき" }, { "田布施町", "たぶせ" },
	{ "平生町", "ひらお" }, { "阿武町", "あぶ" },
};
static const struct demo_topic topics[] = {
	{ 1, "健康体操" }, { 1, "傾聴ボランティア" }, { 1, "配食サービス" }, { 1, "手話" }, { 1, "認知症カフェ" }, { 2, "読み聞かせ" }, { 2, "生涯学習" }, { 2, "点字" },
	{ 3, "空き家の活用" }, { 3, "花いっぱい運動" }, { 3, "地域のお茶の間" }, { 4, "まち歩きガイド" }, { 4, "夜市" }, { 5, "棚田の手入れ" }, { 5, "竹林の整備" },
	{ 5, "里山体験" }, { 6, "合唱" }, { 6, "神楽の伝承" }, { 6, "写真" }, { 6, "ウォーキング" }, { 7, "海岸の清掃" }, { 7, "ホタルの保護" }, { 7, "フードドライブ" },
	{ 7, "リサイクル" }, { 8, "防災" }, { 8, "災害ボランティア" }, { 9, "登下校の見守り" }, { 9, "交通安全" }, { 10, "人権学習" }, { 10, "平和を語り継ぐ活動" },
	{ 11, "日本語教室" }, { 11, "国際交流" }, { 12, "男女共同参画" }, { 13, "子ども食堂" }, { 13, "学習支援" }, { 13, "プレーパーク" }, { 13, "子育てサロン" },
	{ 14, "スマートフォン教室" }, { 15, "科学実験教室" }, { 15, "天体観察" }, { 16, "商店街の活性化" }, { 17, "若者の就労支援" }, { 18, "消費者教育" }, { 19, "NPOの運営支援" },
};
static const char *const places[] = { "公民館", "市民活動センター", "ふれあい会館", "図書館", "交流センター", "小学校の体育館", "海浜公園", "駅前広場", "福祉センター", "集会所" };
static const struct demo_word surnames[] = {
	{ "例田", "れいだ" }, { "見本", "みほん" }, { "試野", "ためしの" }, { "仮山", "かりやま" }, { "架川", "かけがわ" }, { "雛形", "ひながた" }, { "模井", "もい" },
	{ "髙例", "たかれい" }, { "例﨑", "れいざき" }, { "作本", "つくもと" }, { "想田", "おもいだ" }, { "仮屋", "かりや" },
};
static const struct demo_word given[] = {
	{ "花子", "はなこ" }, { "太郎", "たろう" }, { "美咲", "みさき" }, { "健一", "けんいち" }, { "葵", "あおい" }, { "翔太", "しょうた" }, { "恵子", "けいこ" },
	{ "陽菜", "ひな" }, { "正夫", "まさお" }, { "久美子", "くみこ" }, { "悠斗", "ゆうと" }, { "和子", "かずこ" },
};
static const struct demo_word heads[] = {
	{ "ひだまり", "ひだまり" }, { "里山", "さとやま" }, { "あおぞら", "あおぞら" }, { "つばさ", "つばさ" }, { "こもれび", "こもれび" }, { "ふるさと", "ふるさと" },
	{ "みらい", "みらい" }, { "夕凪", "ゆうなぎ" }, { "まなび", "まなび" }, { "かけはし", "かけはし" }, { "ほたる", "ほたる" }, { "つむぎ", "つむぎ" },
	{ "花みずき", "はなみずき" }, { "ゆめ", "ゆめ" }, { "大樹", "たいじゅ" }, { "きらり", "きらり" },
};
static const struct demo_word tails[] = {
	{ "の会", "のかい" }, { "クラブ", "くらぶ" }, { "ネットワーク", "ねっとわーく" }, { "サークル", "さーくる" }, { "応援隊", "おうえんたい" },
	{ "プロジェクト", "ぷろじぇくと" }, { "ひろば", "ひろば" }, { "友の会", "とものかい" }, { "サポーターズ", "さぽーたーず" },
};

uint64_t demo_chance(struct demo *d, uint64_t below)
{
	uint64_t z = d->seed += 0x9E3779B97F4A7C15u; /* splitmix64 */
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

#define PICK(d, list) (list)[demo_chance((d), COUNT_OF(list))]

void demo_scene(struct demo *d)
{
	d->city_num = 1 + (int)demo_chance(d, COUNT_OF(cities));
	d->city = &cities[d->city_num - 1];
	d->topic = &topics[demo_chance(d, COUNT_OF(topics))];
	d->place = PICK(d, places);
}

struct demo_ref demo_ref_of(struct demo *d, const struct demo_ref *v, size_t n)
{
	if (!n) return (struct demo_ref){ 0, S("見本の会"), d->city_num };
	struct demo_ref r = v[demo_chance(d, n)];
	d->city_num = r.city_num;
	d->city = &cities[r.city_num - 1];
	return r;
}

static void out_filled(struct demo *d, struct out *o, char what)
{
	static const char *const weekdays[] = { "月", "火", "水", "木", "金", "土", "日" };
	switch (what) {
	case 'c': out_str(o, str_of(d->city->text)); break;
	case 't': out_str(o, str_of(d->topic->name)); break;
	case 'p': out_str(o, str_of(d->place)); break;
	case 'n': out_int(o, 5 + (int64_t)demo_chance(d, 45)); break;
	case 'm': out_fmt(o, "%d00円", 2 + (int)demo_chance(d, 9)); break;
	case 'w': out_str(o, str_of(PICK(d, weekdays))); break;
	default: break;
	}
}

struct str demo_fill(struct demo *d, const char *pattern)
{
	struct out o = out_new(d->row, 1 << 16);
	for (const char *p = pattern; *p; p++) {
		if (p[0] == '{' && p[1] && p[2] == '}') {
			out_filled(d, &o, p[1]);
			p += 2;
		} else out_char(&o, *p);
	}
	return out_view(&o);
}

struct str demo_sentences(struct demo *d, const char *const *list, size_t n, int count)
{
	struct out o = out_new(d->row, 1 << 16);
	size_t from = (size_t)demo_chance(d, n);
	for (size_t i = 0; i < (size_t)count && i < n; i++) out_str(&o, demo_fill(d, list[(from + i) % n]));
	return out_view(&o);
}

struct str demo_body(struct demo *d, const char *const *list, size_t n, int paragraphs)
{
	struct out o = out_new(d->row, 1 << 18);
	size_t at = (size_t)demo_chance(d, n - 1), said = 0;
	for (int i = 0; i < paragraphs && said < n; i++) {
		out_lit(&o, "<p>");
		for (int k = 0; k < 2 && said < n; k++, said++) /* the list's first sentence opens the text */
			out_str(&o, demo_fill(d, said ? list[1 + (at + said) % (n - 1)] : list[0]));
		out_lit(&o, "</p>\n");
	}
	return out_view(&o);
}

struct demo_name demo_person(struct demo *d)
{
	const struct demo_word *s = &PICK(d, surnames), *g = &PICK(d, given);
	return (struct demo_name){ str_fmt(d->row, "%s　%s", s->text, g->text), str_fmt(d->row, "%s %s", s->kana, g->kana) };
}

struct demo_name demo_group_name(struct demo *d, int i)
{
	size_t k = (size_t)i * 7;
	const struct demo_word *h = &heads[k % COUNT_OF(heads)], *t = &tails[(k / COUNT_OF(heads) + (size_t)i) % COUNT_OF(tails)];
	struct str town = str_of(d->city->text);
	town = str_left(town, town.n - strlen("市"));
	return (struct demo_name){ str_fmt(d->row, "%.*s%s%s", STR_ARG(town), h->text, t->text), str_fmt(d->row, "%s%s%s", d->city->kana, h->kana, t->kana) };
}

struct str demo_phone(struct demo *d)
{
	return str_fmt(d->row, "083-000-%04d", (int)demo_chance(d, 10000));
}

struct str demo_mail(struct demo *d, const char *kind, int i)
{
	return str_fmt(d->row, "%s%d@example.jp", kind, i + 1);
}

struct str demo_postal(struct demo *d)
{
	return str_fmt(d->row, "75%d-00%02d", (int)demo_chance(d, 10), (int)demo_chance(d, 100));
}

struct str demo_address(struct demo *d)
{
	static const char *const towns[] = { "見本町", "例川", "仮が丘", "試浜", "雛形通り" };
	return str_fmt(d->row, "%s%d丁目%d-%d", PICK(d, towns), 1 + (int)demo_chance(d, 6), 1 + (int)demo_chance(d, 40), 1 + (int)demo_chance(d, 20));
}

int64_t demo_bits(struct demo *d, int64_t first, int64_t of, int more)
{
	int64_t bits = master_bit(first);
	for (int i = (int)demo_chance(d, (uint64_t)more + 1); i > 0; i--) bits |= master_bit(1 + (int64_t)demo_chance(d, (uint64_t)of));
	return bits;
}

struct record demo_record(struct demo *d, const struct entity *e, enum site_id site, int i, int n, int years)
{
	double age = pow((double)(n - 1 - i) / (double)n, 1.5) * years * 365.25 * 86400;
	int64_t at = d->o->now - 3600 - (int64_t)age - (int64_t)demo_chance(d, 7200);
	return (struct record){ .site = site, .state = STATE_PUBLISHED, .created_at = at, .published_at = at,
		.source = str_fmt(d->row, "demo:%d:%s:%d", (int)site, e->name, i) };
}
