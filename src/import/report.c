/* The report of an import (import.h): for the person who signs that everything was taken over. */
#include "core/json.h"
#include "import/import.h"

/* 現データ件数 of 別紙1 and 別紙2, with the line of the specification. */
static const struct expected {
	enum site_id site;
	const char *line, *what, *entity;
	int64_t kind, number; /* kind -1 = all */
	const char *note;
} expected[] = {
	{ SITE_SUPER, "L201", "県民活動団体", "group", 1, 1010, "公開603件と、解散・退会・休止・非公開を合わせた数" },
	{ SITE_SUPER, "L201", "NPO法人", "group", 0, 270, "公開221件と、解散・退会・休止・非公開を合わせた数" },
	{ SITE_SUPER, "L201", "企業", "group", 2, 76, "公開28件と、解散・退会・休止・非公開を合わせた数" },
	{ SITE_SUPER, "L201", "登録以外も含む全件", "group", -1, 1677, "未登録の団体（321件）はこのダンプに含まれない" },
	{ SITE_SUPER, "L202", "イベント・募集", "event", -1, 5827, "下書き・予約・非公開・ごみ箱を含めて取り込む" },
	{ SITE_SUPER, "L204", "活動実績・事例", "report", -1, 95, "" },
	{ SITE_SUPER, "L205", "助成", "grant", -1, 8552, "下書き・予約・非公開・ごみ箱を含めて取り込む" },
	{ SITE_SUPER, "L195", "蔵書", "book", -1, 3101, "" },
	{ SITE_SUPER, "L195", "センターからのお知らせ", "center_news", -1, 133, "" },
	{ SITE_SUPER, "L195", "お知らせ", "news", -1, 249, "WordPressの「投稿」121件は非公開で加わる" },
	{ SITE_SUPER, "L195", "さぽ〜とメール", "newsletter", -1, 397, "" },
	{ SITE_AIKA, "L235", "個人会員", "member", 0, 1371, "" },
	{ SITE_AIKA, "L235", "団体会員", "member", 1, 213, "" },
	{ SITE_AIKA, "L235", "企業会員", "member", 2, 28, "" },
	{ SITE_AIKA, "L235", "会員の合計", "member", -1, 1612, "" },
	{ SITE_AIKA, "L274", "取材報告", "interview", -1, 20, "" },
};

static int64_t taken(const struct import_count *c)
{
	return c->added + c->changed + c->unchanged + c->edited;
}

static void sums(const struct import_report *r, const char *entity, int64_t kind, int64_t *all, int64_t *visible)
{
	*all = *visible = 0;
	for (size_t i = 0; i < r->count.n; i++) {
		if (!str_is(str_of(r->count.v[i].entity->name), entity)) continue;
		const struct import_count *c = &r->count.v[i];
		*all += kind < 0 ? taken(c) : c->kind_all[kind];
		*visible += kind < 0 ? c->visible : c->kind_visible[kind];
	}
}

static void expected_text(struct out *o, const struct import_report *r, enum site_id site)
{
	out_lit(o, "\n## 仕様書の現データ件数との比較\n\n| 仕様書 | データ | 現データ件数 | 取り込んだ件数 | うち公開 | 差の理由 |\n|---|---|--:|--:|--:|---|\n");
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		const struct expected *e = &expected[i];
		int64_t all, visible;
		if (e->site != site) continue;
		sums(r, e->entity, e->kind, &all, &visible);
		out_fmt(o, "| %s | %s | %lld | %lld | %lld | %s |\n", e->line, e->what, (long long)e->number, (long long)all, (long long)visible,
			e->note[0] ? e->note : all == e->number ? "一致" : "要確認");
	}
}

void import_report_text(struct out *o, const struct import_report *r, enum site_id site)
{
	out_fmt(o, "# 取り込みの報告（%s）%s\n", site == SITE_AIKA ? "あいかさねっと" : "スーパーネット", r->dry_run ? "  試し（データベースは変えていない）" : "");
	if (r->message.n) out_fmt(o, "\n失敗しました: %.*s\n", STR_ARG(r->message));
	out_lit(o, "\n## 表と種類ごとの件数\n\n| もと | 取り込み先 | 読んだ | 新規 | 変更 | 変更なし | こちらで編集済み | 隔離 | 別に取り込み済み | 未完了 | 公開 |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < r->count.n; i++) {
		const struct import_count *c = &r->count.v[i];
		out_fmt(o, "| %.*s | %s | %lld | %lld | %lld | %lld | %lld | %lld | %lld | %lld | %lld |\n", STR_ARG(c->from), c->entity->label, (long long)c->read,
			(long long)c->added, (long long)c->changed, (long long)c->unchanged, (long long)c->edited, (long long)c->quarantined, (long long)c->passed,
			(long long)c->incomplete, (long long)c->visible);
	}
	if (!r->csv) expected_text(o, r, site);
	if (!r->csv) out_lit(o, "\n## 取り込まなかったもの\n\n| もと | 件数 | 理由 |\n|---|--:|---|\n");
	for (size_t i = 0; i < r->left.n; i++)
		out_fmt(o, "| %.*s | %lld | %.*s |\n", STR_ARG(r->left.v[i].what), (long long)r->left.v[i].n, STR_ARG(r->left.v[i].why));
	out_lit(o, "\n## 気をつけるところ\n\n| ことがら | 件数 | 例 |\n|---|--:|---|\n");
	for (size_t i = 0; i < r->note.n; i++)
		out_fmt(o, "| %.*s | %lld | %.*s |\n", STR_ARG(r->note.v[i].what), (long long)r->note.v[i].n, STR_ARG(r->note.v[i].sample));
	out_fmt(o, "\nファイル %lld件、見つからないファイル %lld件、旧アドレスの転送 %lld件、文字に直せないバイトを含む値 %lld件。\n", (long long)r->files,
		(long long)r->files_missing, (long long)r->redirects, (long long)r->repaired);
}

static void expected_json(struct out *o, const struct import_report *r, enum site_id site)
{
	bool any = false;
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		const struct expected *e = &expected[i];
		int64_t all, visible;
		bool first = true;
		if (e->site != site || r->csv) continue;
		sums(r, e->entity, e->kind, &all, &visible);
		out_str(o, any ? S(",{") : S("{"));
		any = true;
		json_member(o, &first, "line", str_of(e->line));
		json_member(o, &first, "what", str_of(e->what));
		json_member_int(o, &first, "expected", e->number);
		json_member_int(o, &first, "imported", all);
		json_member_int(o, &first, "published", visible);
		json_member(o, &first, "note", str_of(e->note));
		out_char(o, '}');
	}
}

static void count_json(struct out *o, const struct import_count *c)
{
	bool first = true;
	out_char(o, '{');
	json_member(o, &first, "from", c->from);
	json_member(o, &first, "entity", str_of(c->entity->name));
	const struct { const char *name; int64_t n; } numbers[] = { { "read", c->read }, { "added", c->added }, { "changed", c->changed }, { "unchanged", c->unchanged },
		{ "edited_here", c->edited }, { "quarantined", c->quarantined }, { "passed", c->passed }, { "incomplete", c->incomplete }, { "visible", c->visible } };
	for (size_t i = 0; i < COUNT_OF(numbers); i++) json_member_int(o, &first, numbers[i].name, numbers[i].n);
	out_char(o, '}');
}

static void list_json(struct out *o, const char *name, struct str what, struct str why, int64_t n, bool first_row)
{
	bool first = true;
	out_str(o, first_row ? S("{") : S(",{"));
	json_member(o, &first, name, what);
	json_member(o, &first, "why", why);
	json_member_int(o, &first, "n", n);
	out_char(o, '}');
}

void import_report_json(struct out *o, const struct import_report *r, enum site_id site)
{
	bool first = true;
	out_char(o, '{');
	json_member(o, &first, "site", site == SITE_AIKA ? S("aika") : S("super"));
	json_member_int(o, &first, "dry_run", r->dry_run);
	json_member(o, &first, "message", r->message);
	json_member_int(o, &first, "files", r->files);
	json_member_int(o, &first, "files_missing", r->files_missing);
	json_member_int(o, &first, "redirects", r->redirects);
	json_member_int(o, &first, "repaired", r->repaired);
	out_lit(o, ",\"counts\":[");
	for (size_t i = 0; i < r->count.n; i++) {
		if (i) out_char(o, ',');
		count_json(o, &r->count.v[i]);
	}
	out_lit(o, "],\"spec\":[");
	expected_json(o, r, site);
	out_lit(o, "],\"left_out\":[");
	for (size_t i = 0; i < r->left.n; i++) list_json(o, "what", r->left.v[i].what, r->left.v[i].why, r->left.v[i].n, i == 0);
	out_lit(o, "],\"notes\":[");
	for (size_t i = 0; i < r->note.n; i++) list_json(o, "what", r->note.v[i].what, r->note.v[i].sample, r->note.v[i].n, i == 0);
	out_lit(o, "]}\n");
}
