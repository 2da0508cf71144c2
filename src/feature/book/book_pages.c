/* List, search and page of 蔵書 (3,000 books of the centre). */
#include "feature/book/book_pages.h"

#include "feature/book/book.html.h"
#include "feature/search/search_view.h"
#include "html/rich.h"
#include "ui/record.h"

static const struct search_sort book_sorts[] = {
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ "title", "書籍名順", "title, id" },
	{ "issued", "発行日が新しい順", "issued DESC, id DESC" },
	{ "no", "受付番号順", "receipt_no, id" },
	{ 0 },
};

static void book_fact(struct arena *a, struct row *row, const char *label, struct str value, const struct search_result *r)
{
	if (value.n)
		*vec_add(a, &row->facts) = (struct row_fact){ str_of(label), html_marked(a, value, r->folded_words, r->words), false, false };
}

static void book_row(struct request *req, const struct book *b, const struct search_result *r, struct row_list *rows)
{
	struct arena *a = req->arena;
	struct row row = { .title = html_marked(a, b->title, r->folded_words, r->words), .url = url_id(req, "/books/%", b->record.id) };
	book_fact(a, &row, "著者・編集者", b->author, r);
	book_fact(a, &row, "発行所", b->publisher, r);
	book_fact(a, &row, "発行日", date_ja(a, (date_t)b->issued), r);
	book_fact(a, &row, "受付番号", b->receipt_no, r);
	search_row_hit(req, &book_entity, b, r, &row);
	rows_add(a, rows, &row, date_in_japan(req->now));
}

struct reply book_list(struct request *req, struct db_read *db)
{
	struct search s = { .entity = &book_entity };
	struct search_result r = { 0 };
	struct search_view v;
	struct search_view_options opt = { .path = "/books", .sorts = book_sorts, .heading = "蔵書", .hint = "例：白書、NPO、会計" };
	search_from_request(req, req->app->masters, &s);
	enum err err = search_view_run(req, db, &s, &opt, &r, &v);
	if (err != OK)
		return page_error(req, err);
	struct search_page page = { .title = "蔵書を探す", .feed = "/feeds/books.atom", .lead = "やまぐち県民活動支援センターにある書籍・資料です。" };
	for (size_t i = 0; i < r.list.n; i++)
		book_row(req, ENTITY_AT(struct book, r.list, i), &r, &page.rows);
	return search_page_reply(req, &page, &v);
}

struct reply book_show(struct request *req, struct db_read *db)
{
	struct book b = { 0 };
	enum err err = entity_load(db, req->arena, NULL, &book_entity, request_id(req, 0), &b);
	if (err != OK || !record_visible(req, &book_entity, &b))
		return err == OK ? page_not_found(req) : page_error(req, err);
	struct record_view record;
	struct record_options opt = { .heading = "書籍の情報" };
	record_view(req, db, &book_entity, &b, &opt, &record);
	struct out o = page_out(req);
	book_body(&o, b.title, &record);
	struct crumb crumb[] = { { S("蔵書を探す"), url_to(req, "/books") }, { b.title, URL_NONE } };
	return page_reply(req, &(struct page){ .title = b.title, .description = excerpt(req->arena, rich_start(req->arena, b.content, 100), 100),
		.body = page_body(&o), .crumb = crumb, .crumbs = COUNT_OF(crumb), .article = true });
}
