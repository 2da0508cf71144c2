/* 別紙3 and 別紙4 against the tables: every row, in its words, with its need per kind. */
#include "feature/group/group.h"

#include "feature/member/member.h"
#include "test.h"

enum { M = MUST, A = MAY, N = NOT };

struct printed {
	int row;
	const char *label; /* parts between ／ stand in one label or in several of the row */
	int need[KINDS_MAX];
};

static const struct printed annex3[] = { /* 県民活動団体・NPO法人, the same, 企業 */
	{ 1, "団体の分類／企業のカテゴリ", { M, M, M } }, { 2, "団体名／企業名", { M, M, M } }, { 3, "団体名ふりがな／企業名ふりがな", { M, M, M } }, { 4, "代表者名", { M, M, M } },
	{ 5, "役職名", { A, A, A } }, { 6, "担当者名", { M, M, M } }, { 7, "担当者役職", { A, A, A } }, { 8, "活動分野", { M, M, N } }, { 9, "対象エリア", { M, M, N } },
	{ 10, "対象市町", { M, M, N } }, { 11, "活動目的", { M, M, N } }, { 12, "活動内容／業務内容", { M, M, M } },
	{ 13, "CSR活動（CSRの取り組み、社会貢献活動等の概要）", { N, N, M } }, { 14, "協働・連携実績", { A, A, A } }, { 15, "アピールポイント・広報・設立の経緯など", { A, A, A } },
	{ 16, "主たる事務所", { A, A, N } }, { 17, "従たる事務所", { A, A, N } }, { 18, "郵便番号", { A, A, A } }, { 19, "都道府県", { M, M, M } }, { 20, "市町", { M, M, M } },
	{ 21, "住所", { M, M, M } }, { 22, "電話番号", { A, A, A } }, { 23, "FAX", { A, A, A } }, { 24, "Eメール", { A, A, A } }, { 25, "設立年月日・発足年月日", { A, A, A } },
	{ 26, "前年度総決算", { A, A, N } }, { 27, "会員数／従業員数", { A, A, A } }, { 28, "会費", { A, A, N } }, { 29, "会員資格", { A, A, N } }, { 30, "活動日時", { A, A, N } },
	{ 31, "URL1／URL2／URL3／の説明", { A, A, A } }, { 32, "参考ファイル／団体の定款又は規約ファイル", { A, A, A } }, { 33, "特徴", { A, A, A } }, { 34, "登録担当者（一般非公開）", { M, M, M } },
	{ 35, "登録担当者役職（一般非公開）", { A, A, A } }, { 36, "登録担当者電話番号（一般非公開）", { M, M, M } }, { 37, "登録担当者Eメール（一般非公開）", { M, M, M } }, { 38, "登録要件", { M, M, N } },
};
static const struct printed annex4[] = { /* 個人, 団体, 企業 */
	{ 1, "ログインID（非公開）", { M, M, M } }, { 2, "パスワード（非公開）", { M, M, M } }, { 3, "氏名（非公開）", { M, N, N } }, { 4, "ふりがな（非公開）", { M, N, N } },
	{ 5, "団体の分類／企業の分類", { N, M, M } }, { 6, "団体名／企業名", { N, M, M } }, { 7, "団体名ふりがな／企業名ふりがな", { N, M, M } }, { 8, "代表者名", { N, M, M } },
	{ 9, "役職名", { N, M, M } }, { 10, "都道府県", { M, M, M } }, { 11, "市町", { M, M, M } }, { 12, "電話番号", { M, M, M } }, { 13, "Eメール", { M, M, M } },
	{ 14, "性別", { M, N, N } }, { 15, "生年月日（非公開）", { M, N, N } }, { 16, "ボランティアを募集する／ボランティアに参加する", { N, A, N } }, { 17, "参考ファイル", { N, A, N } },
	{ 18, "登録要件", { N, M, N } }, { 19, "郵便番号", { M, M, M } }, { 20, "住所", { M, M, M } }, { 21, "FAX", { A, A, A } }, { 22, "URL1／URL2／URL3／の説明", { A, A, A } },
	{ 23, "職業", { M, N, N } }, { 24, "資格", { A, N, N } }, { 25, "セールスポイント", { A, A, A } }, { 26, "会員数／社員数", { N, M, M } }, { 27, "設立年月日／創立年月日", { N, M, M } },
	{ 28, "設立目的", { N, M, M } }, { 29, "主な活動内容／事業概要", { N, M, M } }, { 30, "担当部署名（非公開）", { N, A, A } }, { 31, "担当者名（非公開）", { N, M, M } },
	{ 32, "役職名（非公開）", { N, A, A } }, { 33, "ボランティア実績", { N, N, A } }, { 34, "活動可能地域", { M, M, M } }, { 35, "活動希望分野", { M, M, M } },
	{ 36, "活動可能曜日", { M, M, M } }, { 37, "活動可能時間帯", { M, M, M } }, { 39, "分野", { A, N, N } }, { 40, "内容や対象", { A, N, N } },
	{ 41, "準備するもの・経費", { A, N, N } }, { 42, "その他（非公開）／メルマガ配信を希望する", { A, A, A } },
};

static bool named(const struct entity *e, int row, struct str part)
{
	for (ENTITY_FIELDS(e, f))
		if (f->row == row && str_find(str_of(f->label), part) != SIZE_MAX) return true;
	return false;
}

/* The row's own need: the consent that belongs to row 4 or 15 is a tick of its own. */
static enum need need_of(const struct entity *e, int row, size_t kind)
{
	enum need most = NOT;
	for (ENTITY_FIELDS(e, f))
		if (f->row == row && !(f->flags & CONSENT) && f->need[kind] > most) most = f->need[kind];
	return most;
}

static void check_annex(const struct entity *e, const struct printed *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str rest = str_of(p[i].label);
		while (rest.n) {
			size_t at = str_find(rest, S("／"));
			struct str part = at == SIZE_MAX ? rest : str_left(rest, at);
			if (!named(e, p[i].row, part)) CHECK_STR(part, "stands in its row");
			rest = at == SIZE_MAX ? STR_NONE : str_skip(rest, at + S("／").n);
		}
		for (size_t k = 0; k < KINDS_MAX; k++)
			if ((int)need_of(e, p[i].row, k) != p[i].need[k]) CHECK_INT(p[i].row, -1);
	}
	for (ENTITY_FIELDS(e, f)) { /* and no row that is not printed */
		size_t i = 0;
		while (i < n && p[i].row != f->row) i++;
		CHECK(!f->row || i < n);
	}
}

TEST(annex_3_and_4_stand_in_the_tables)
{
	check_annex(&group_entity, annex3, COUNT_OF(annex3));
	check_annex(&member_entity, annex4, COUNT_OF(annex4));
}

/* 別紙4: rows 19 to 42 are asked after login, those before it at registration. */
TEST(annex_4_stages)
{
	for (ENTITY_FIELDS(&member_entity, f))
		if (f->row) CHECK_INT((f->flags & STAGE2) != 0, f->row >= 19);
}
