/* Words, sentences and chances of the demo data: what is said, not which records there are. */
#ifndef FEATURE_DEMO_DEMO_TEXT_H
#define FEATURE_DEMO_DEMO_TEXT_H

#include "feature/demo/demo.h"
#include "form/entity.h"

struct demo_word {
	const char *text, *kana;
};
struct demo_topic {
	int field;         /* number in field20 */
	const char *name;
};

/* A group or recruiting member that later records speak of. */
struct demo_ref {
	int64_t id;
	struct str name;
	int city_num;
};
enum { DEMO_PHOTOS = 6 };

struct demo {
	const struct demo_options *o;
	struct db_write *w;
	struct arena *row, *keep; /* cleared after each record; for the whole run */
	uint64_t seed;
	int64_t done, total;
	date_t today;
	/* What the sentences are about: set by demo_scene(). */
	const struct demo_topic *topic;
	const struct demo_word *city;
	int city_num;
	const char *place;
	/* Ids by which later records point at earlier ones. */
	struct { struct demo_ref *v; size_t n, cap; } groups, recruiters;
	struct { int64_t *v; size_t n, cap; } individuals, offers;
	int64_t terms[3];
	struct str password; /* hash of DEMO_PASSWORD, one for all */
	int64_t photo[DEMO_PHOTOS], paper; /* files */
};

/* Saves, indexes and counts. */
MUST_USE enum err demo_put(struct demo *, const struct entity *, void *record);
/* A record of the i-th of n, the newest last: created over `years`, more of them lately. */
struct record demo_record(struct demo *, const struct entity *, enum site_id, int i, int n, int years);

uint64_t demo_chance(struct demo *, uint64_t below);
static inline bool demo_in(struct demo *d, uint64_t of) { return demo_chance(d, of) == 0; }
/* Another town, topic and place. */
void demo_scene(struct demo *);
/* One of them; the scene moves to its town. id 0 when there is none. */
struct demo_ref demo_ref_of(struct demo *, const struct demo_ref *v, size_t n);
/* The pattern with {c} town, {t} topic, {p} place, {n} a number, {m} money, {w} weekday filled in. */
struct str demo_fill(struct demo *, const char *pattern);
/* One of a list, filled in. */
#define DEMO_ONE(d, list) demo_fill((d), (list)[demo_chance((d), COUNT_OF(list))])
/* `count` different sentences of a list in a row. */
struct str demo_sentences(struct demo *, const char *const *list, size_t n, int count);
/* Paragraphs of two sentences as markup, no sentence twice. */
struct str demo_body(struct demo *, const char *const *list, size_t n, int paragraphs);

struct demo_name {
	struct str text, kana;
};
struct demo_name demo_person(struct demo *);
struct demo_name demo_group_name(struct demo *, int i); /* of the scene's town */
struct str demo_phone(struct demo *);
struct str demo_mail(struct demo *, const char *kind, int i);
struct str demo_postal(struct demo *);
struct str demo_address(struct demo *); /* behind the town */
int64_t demo_bits(struct demo *, int64_t first, int64_t of, int more); /* a MULTI value with `first` in it */

/* The files, before the records that show them. */
MUST_USE enum err demo_files(struct demo *);
/* The parts, in order; each makes the i-th record of n. */
enum err demo_terms(struct demo *, int i, int n);
enum err demo_group(struct demo *, int i, int n);
enum err demo_event(struct demo *, int i, int n);
enum err demo_grant(struct demo *, int i, int n);
enum err demo_book(struct demo *, int i, int n);
enum err demo_report(struct demo *, int i, int n);
enum err demo_news_super(struct demo *, int i, int n);
enum err demo_center_news(struct demo *, int i, int n);
enum err demo_newsletter_super(struct demo *, int i, int n);
enum err demo_subscriber_super(struct demo *, int i, int n);
enum err demo_booking(struct demo *, int i, int n);
enum err demo_correction(struct demo *, int i, int n);
enum err demo_member(struct demo *, int i, int n);
enum err demo_offer(struct demo *, int i, int n);
enum err demo_application(struct demo *, int i, int n);
enum err demo_invitation(struct demo *, int i, int n);
enum err demo_inquiry(struct demo *, int i, int n);
enum err demo_interview(struct demo *, int i, int n);
enum err demo_help(struct demo *, int i, int n);
enum err demo_news_aika(struct demo *, int i, int n);
enum err demo_newsletter_aika(struct demo *, int i, int n);
enum err demo_subscriber_aika(struct demo *, int i, int n);
enum err demo_page(struct demo *, int i, int n);
enum err demo_link(struct demo *, int i, int n);
enum err demo_banner(struct demo *, int i, int n);
enum err demo_slot(struct demo *, int i, int n);
enum err demo_emergency(struct demo *, int i, int n);
enum err demo_redirect(struct demo *, int i, int n);
enum err demo_staff(struct demo *, int i, int n);
extern const int demo_help_count, demo_page_count, demo_link_count;

#endif
