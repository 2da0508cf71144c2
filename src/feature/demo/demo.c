/* Runs the parts of the demo data (demo.h). */
#include "feature/demo/demo.h"

#include <string.h>

#include "feature/demo/demo_text.h"
#include "feature/group/group.h"
#include "feature/search/search.h"
#include "form/entity.h"
#include "security/password.h"

enum { SHOWN = 500, SEED = 20261125 };

static const struct part {
	const char *name;
	int n;              /* as many as the real sites have; times the scale where `grows` */
	bool grows;
	enum err (*make)(struct demo *, int i, int n);
} parts[] = {
	{ "terms", 3, false, demo_terms },
	{ "group", 1356, true, demo_group }, /* 852 published, 504 dissolved, withdrawn, suspended */
	{ "event", 5887, true, demo_event }, /* 5,827 published, 60 on their way */
	{ "grant", 8582, true, demo_grant }, /* 8,552 published, 30 on their way */
	{ "book", 3101, true, demo_book },
	{ "report", 95, true, demo_report },
	{ "news", 249, true, demo_news_super },
	{ "center_news", 133, true, demo_center_news },
	{ "newsletter", 397, true, demo_newsletter_super },
	{ "subscriber", 1240, true, demo_subscriber_super },
	{ "booking", 400, true, demo_booking },
	{ "correction", 60, true, demo_correction },
	{ "member", 1612, true, demo_member }, /* 1,371 individuals, 213 groups, 28 companies */
	{ "offer", 1850, true, demo_offer },   /* 1,700 published, 150 on their way */
	{ "application", 3000, true, demo_application },
	{ "invitation", 300, true, demo_invitation },
	{ "inquiry", 900, true, demo_inquiry },
	{ "interview", 20, true, demo_interview },
	{ "help", 0, false, demo_help },
	{ "news_aika", 180, true, demo_news_aika },
	{ "newsletter_aika", 230, true, demo_newsletter_aika },
	{ "subscriber_aika", 1100, true, demo_subscriber_aika },
	{ "page", 0, false, demo_page },
	{ "link", 0, false, demo_link },
	{ "banner", 3, false, demo_banner },
	{ "slot", 1, false, demo_slot },
	{ "emergency", 2, false, demo_emergency },
	{ "redirect", 3, false, demo_redirect },
	{ "staff", 2, false, demo_staff },
};

static int count_of(const struct demo_options *o, const struct part *p)
{
	if (p->make == demo_help) return demo_help_count;
	if (p->make == demo_page) return demo_page_count;
	if (p->make == demo_link) return demo_link_count;
	return p->grows ? p->n * o->scale : p->n;
}

enum err demo_put(struct demo *d, const struct entity *e, void *record)
{
	struct record *r = record;
	int64_t saved = r->created_at ? r->created_at : d->o->now;
	r->incomplete = entity_missing(e, record, true, NULL) > 0;
	enum err err = entity_save(d->w, d->row, d->o->keys, e, record, saved);
	if (!err) err = search_put(d->w, d->row, d->o->masters, e, record);
	if (err) return err;
	if (++d->done % SHOWN == 0 && d->o->progress) d->o->progress(d->o->ctx, d->done, d->total);
	return OK;
}

static enum err there_already(const struct demo_options *o, struct arena *a)
{
	struct db_read *r;
	struct group g;
	enum err e = db_read_begin(o->db, &r);
	if (e) return e;
	e = entity_load_source(r, a, NULL, &group_entity, S("demo:1:group:0"), &g);
	db_read_done(r);
	return e == OK ? ERR_CONFLICT : e == ERR_NOT_FOUND ? OK : e;
}

static enum err run_part(struct demo *d, const struct part *p)
{
	int n = count_of(d->o, p);
	enum err e = OK;
	for (int i = 0; !e && i < n; i++) {
		demo_scene(d);
		e = p->make(d, i, n);
		arena_clear(d->row);
	}
	return e;
}

enum err demo_run(const struct demo_options *o, int64_t *records)
{
	struct demo d = { .o = o, .row = arena_new(), .keep = arena_new(), .seed = SEED, .today = date_in_japan(o->now) };
	d.password = password_hash(d.keep, secret_of(S(DEMO_PASSWORD)));
	enum err e = there_already(o, d.row);
	for (size_t i = 0; i < COUNT_OF(parts); i++) d.total += count_of(o, &parts[i]);
	if (!e) e = db_write_begin(o->db, &d.w);
	if (!e) e = demo_files(&d);
	for (size_t i = 0; !e && i < COUNT_OF(parts); i++) e = run_part(&d, &parts[i]);
	if (d.w && e) db_write_roll_back(d.w);
	else if (d.w) e = db_write_commit(d.w);
	*records = d.done;
	arena_free(d.row);
	arena_free(d.keep);
	return e;
}
