/* The field tables as a document (fields_doc.h). */
#include "feature/master/fields_doc.h"

#include <string.h>

#include "feature/master/master.h"
#include "form/type.h"

enum { SHORT_LIST = 12 };

/* Text in a table's cell: no line break, no bar. */
static void out_cell(struct out *o, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|') out_lit(o, "\\|");
		else if (s.p[i] == '\n') out_lit(o, "<br>");
		else out_char(o, s.p[i]);
	}
}

static void out_note(struct out *o, size_t begin, struct str s)
{
	if (!s.n) return;
	if (o->n > begin) out_lit(o, "<br>");
	out_cell(o, s);
}

static const char *need_word(enum need n)
{
	static const char *const word[] = { [NOT] = "—", [MAY] = "任意", [MUST] = "必須" };
	return word[n];
}

static void out_needs(struct out *o, const struct entity *e, const struct field *f)
{
	for (size_t k = 0; k < e->kinds; k++) {
		bool condition = f->need[k] == MUST && f->when.type != COND_ALWAYS && entity_field(e, f->when.column)->need[k] != NOT;
		out_fmt(o, " %s%s |", need_word(f->need[k]), condition ? "（※）" : "");
	}
}

/* 公開 / 非公開, per kind where they differ. */
static void out_shown(struct out *o, const struct entity *e, const struct field *f)
{
	bool any_open = false, all_open = true;
	for (size_t k = 0; k < e->kinds; k++) {
		if (f->need[k] == NOT) continue;
		any_open = any_open || f->show[k] == OPEN;
		all_open = all_open && f->show[k] == OPEN;
	}
	if (f->flags & HIDDEN) out_lit(o, " 表示しない");
	else if (!any_open) out_lit(o, " 非公開");
	else if (all_open) out_lit(o, " 公開");
	else
		for (size_t k = 0; k < e->kinds; k++)
			if (f->need[k] != NOT) out_fmt(o, "%s%s%s", k ? "、" : " ", e->kind_label[k], f->show[k] == OPEN ? "は公開" : "は非公開");
	out_str(o, f->flags & SECRET ? S("・暗号化 |") : S(" |"));
}

static struct str condition_text(struct arena *a, const struct masters *m, const struct entity *e, const struct field *f)
{
	if (f->when.type == COND_ALWAYS) return STR_NONE;
	const struct field *on = entity_field(e, f->when.column);
	const struct master *row = master_get(m, on->list, f->when.value);
	if (on->type == TYPE_BOOL) return str_fmt(a, "※「%s」に✓をつけたら必須", on->label);
	return str_fmt(a, "※「%s」で「%.*s」を選択したら必須", on->label, STR_ARG(row ? row->label : S("?")));
}

static struct str list_text(struct arena *a, const struct masters *m, const struct field *f)
{
	if (f->type != TYPE_CHOICE && f->type != TYPE_MULTI) return STR_NONE;
	struct out o = out_new(a, 16384);
	size_t n = 0, on_super = 0, on_aika = 0;
	bool provisional = false;
	const struct master *row;
	for (; (row = master_at(m, f->list, n)); n++) {
		provisional = provisional || row->provisional;
		on_super += row->on_super != 0;
		on_aika += row->on_aika != 0;
	}
	out_fmt(&o, "選択肢 `%s`", f->list);
	if (n <= SHORT_LIST)
		for (size_t i = 0; (row = master_at(m, f->list, i)); i++) {
			out_str(&o, i ? S("、") : S("："));
			out_str(&o, row->label);
		}
	else if (on_super == on_aika) out_fmt(&o, "：%zu件", n);
	else out_fmt(&o, "：スーパーネット%zu件、あいかさねっと%zu件", on_super, on_aika);
	if (provisional) out_lit(&o, "（仮の値）");
	return out_view(&o);
}

static struct str flags_text(struct arena *a, const struct field *f)
{
	static const struct {
		unsigned flag;
		const char *word;
	} word[] = { { STAGE2, "ログイン後に入力" }, { ALL, "すべてに✓が必要" }, { CONSENT, "登録のつど同意" }, { PREFILL, "もう一方のサイトへ引き継ぐ" },
		{ FILTER, "詳細検索の条件" }, { SEARCH, "全文検索の対象" }, { UNIQUE, "重複不可" } };
	struct out o = out_new(a, 1000);
	for (size_t i = 0; i < COUNT_OF(word); i++)
		if (f->flags & word[i].flag) out_fmt(&o, "%s%s", o.n ? "、" : "", word[i].word);
	return out_view(&o);
}

static void out_row(struct out *o, struct arena *a, const struct masters *m, const struct entity *e, const struct field *f)
{
	if (f->row) out_fmt(o, "| %d | ", f->row);
	else out_lit(o, "| | ");
	out_cell(o, str_of(f->label));
	out_fmt(o, " | `%s` | %s |", f->column, field_ops(f)->name);
	out_needs(o, e, f);
	out_shown(o, e, f);
	out_char(o, ' ');
	size_t begin = o->n;
	out_note(o, begin, condition_text(a, m, e, f));
	out_note(o, begin, list_text(a, m, f));
	out_note(o, begin, str_of(f->help));
	out_note(o, begin, flags_text(a, f));
	out_lit(o, " |\n");
}

static void out_head(struct out *o, const struct entity *e)
{
	out_lit(o, "\n| 番号 | 項目 | 列 | 形 |");
	for (size_t k = 0; k < e->kinds; k++) out_fmt(o, " %s |", e->kinds > 1 ? e->kind_label[k] : "区分");
	out_lit(o, " 公開 | 留意事項 |\n|--:|---|---|---|");
	for (size_t k = 0; k < e->kinds; k++) out_lit(o, "---|");
	out_lit(o, "---|---|\n");
}

static void out_entity(struct out *o, struct arena *a, const struct masters *m, const struct entity *e)
{
	out_fmt(o, "\n## %s（`%s`）\n", e->label, e->name);
	bool head = false;
	for (size_t i = 0; i < e->fields; i++) {
		const struct field *f = &e->field[i];
		if (f->type == TYPE_SECTION) {
			out_fmt(o, "\n### %s\n", f->label);
			head = false;
			continue;
		}
		if (!head) out_head(o, e);
		head = true;
		out_row(o, a, m, e, f);
	}
}

void fields_print(struct out *o)
{
	struct arena *a = arena_new();
	struct masters *m = masters_of_seed(a);
	out_lit(o, "# 登録項目一覧\n\n"
		"`kenmin fields` がプログラムの表（`src/feature/*/*.def`）から出力します。手で直さず、表を直して出力し直してください。\n"
		"番号は別紙3（団体・企業）と別紙4（あいかさねっと会員）の行番号です。区分は、必須・任意・—（その種類にはない項目）です。\n"
		"「暗号化」の項目は、人ごとの鍵で暗号化して保存します。\n");
	for (size_t i = 0; i < entities_count; i++) out_entity(o, a, m, entities[i]);
	arena_free(a);
}
