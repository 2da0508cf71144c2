/* The terms of the old sites were fixed pages. Forms need them as terms (feature/terms): version, day, text, so that what
 * somebody agreed to is known. The page stays as it is; terms that are there already are never touched. */
#include "feature/page/page.h"
#include "feature/search/search.h"
#include "feature/terms/terms_store.h"
#include "import/job.h"

static const struct {
	enum site_id site;
	enum terms_subject subject;
	const char *page;
} texts[] = {
	{ SITE_SUPER, TERMS_SUPER, "情報登録規約・個人情報保護方針" },
	{ SITE_AIKA, TERMS_AIKA, "あいかさねっと利用規約" },
};

static enum err first_version(struct job *j, enum terms_subject subject, const char *title)
{
	struct entity_list list = { 0 };
	enum err e = entity_select(db_reading(j->w), j->row, &page_entity, "site = $1 AND title = $2 AND state = $3 AND trashed_at = 0", "id",
		BIND(b_int(j->o->site), b_str(str_of(title)), b_int(STATE_PUBLISHED)), 1, 0, &list);
	if (e || !list.n) return e;
	const struct fixed_page *p = ENTITY_AT(struct fixed_page, list, 0);
	struct terms t = { .record = { .site = j->o->site, .state = STATE_PUBLISHED, .published_at = p->record.published_at,
		.source = str_fmt(j->row, "%s:terms:%d", j->site_name, (int)subject) }, .subject = (int64_t)subject, .title = p->title, .number = 1,
		.effective = date_in_japan(p->record.published_at), .body = p->body };
	e = entity_save(j->w, j->row, j->o->keys, &terms_entity, &t, j->o->now);
	if (!e) e = search_put(j->w, j->row, j->o->masters, &terms_entity, &t);
	import_note_add(j->report, S("固定ページから規約の第1版を作りました（登録フォームで使います）"), t.title);
	return e;
}

enum err import_terms(struct job *j)
{
	enum err e = OK;
	for (size_t i = 0; i < COUNT_OF(texts) && !e; i++) {
		int64_t n = 0;
		if (texts[i].site != j->o->site) continue;
		e = entity_count(db_reading(j->w), &terms_entity, "subject = $1", BIND(b_int(texts[i].subject)), &n);
		if (!e && !n) e = first_version(j, texts[i].subject, texts[i].page);
	}
	return e;
}
