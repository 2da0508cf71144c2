/* A form in steps: (terms ->) form -> confirm -> complete, at one address, for visitors and members alike.
 *
 * What is typed travels sealed with the pages (form/form_state.h) and is stored only when it is sent; sending the same
 * page twice acts once (table form_sent). Faults, going back, a page that lay open for a day: nothing typed is lost.
 * What a form asks, says and does when it is sent is its owner's: struct flow_kind. It knows no feature.
 *
 *   static struct reply show(struct request *req, struct db_read *db) { struct flow f = flow_open(req, db, NULL, &kind); return flow_get(&f); }
 *   static struct reply post(struct request *req, struct db_write *w) { struct flow f = flow_open(req, db_reading(w), w, &kind); return flow_post(&f); }
 * with the route's flags ROUTE_UPLOAD | ROUTE_KEEPS_INPUT.
 */
#ifndef FEATURE_FLOW_FLOW_H
#define FEATURE_FLOW_FLOW_H

#include "feature/file/upload.h"
#include "feature/terms/terms_store.h"
#include "form/form_state.h"
#include "form/postal.h"
#include "ui/page.h"

struct flow;

struct flow_default { /* ends with column NULL */
	const char *column, *code;
};
struct flow_kind {
	const char *name;          /* binds the form's state: unique among all forms */
	const char *title;         /* h1: "NPO法人の登録" */
	const char *what;          /* heading of fields before the table's first section: "NPO法人" */
	const char *lead;
	const char *deed;          /* "登録": "登録の手順", "この内容で登録する" */
	const char *confirm_note;  /* what happens when it is sent; NULL: 「非公開」 only */
	bool direct;               /* without the confirm page: for a form of one or two lines that a mail confirms */
	const char *done_note;     /* first line of the complete page instead of where the receipt went; NULL */
	const char *done_title;    /* "NPO法人の登録を受け付けました" */
	const char *const *next;   /* the list under このあとの流れ; ends with NULL; NULL = none */
	const char *parent, *parent_path; /* crumb; NULL = none */
	enum terms_subject terms;  /* 0 = no terms to agree to */
	enum site_id site;
	struct form form;
	const char *recipient;     /* column of who gets the receipt; NULL = nobody, the complete page says no address */
	const char *mail_what;     /* what is sent there: NULL = "受付のお知らせ" */
	const struct flow_default *defaults;
	/* What the form begins with: a record as it is (form_values) and the like. NULL = defaults. Not asked when values
	 * came along already. */
	enum err (*begin)(struct flow *);
	/* What the table and form.check can not say, with the database at hand: adds faults. NULL = nothing. */
	enum err (*check)(struct flow *);
	/* Stores flow->record (and queues mails) in the request's transaction; *number is shown as 受付番号 (0 = none). */
	enum err (*save)(struct flow *, int64_t *number);
	/* More for the complete page, below the list. NULL = nothing. */
	void (*done)(struct flow *, struct out *);
};

/* One request in the flow. */
struct flow {
	struct request *req;
	struct db_read *db;
	struct db_write *w;          /* NULL in a GET */
	const struct flow_kind *kind;
	void *ctx;                   /* the owner's */
	struct url action;           /* the form's address */
	struct form_state state;
	struct upload_params values; /* of the state, growing */
	struct faults faults;
	struct str note;             /* above the page's content */
	void *record;                /* of kind->form.entity */
	struct flow_places {         /* of a postal code that has several, for the page */
		const char *column;
		const struct postal_place *place;
		size_t n;
	} places;
};

struct flow flow_open(struct request *, struct db_read *, struct db_write *, const struct flow_kind *);
struct reply flow_get(struct flow *);
struct reply flow_post(struct flow *);
/* A value in a form's state that says which record of the other site its values were taken from (feature/carry). */
#define FLOW_CARRIED ".from"
enum { FLOW_CARRY_SECONDS = 30 * 60 /* the button works so long */ };
/* First value of a name in flow->values; STR_NONE without it. */
struct str flow_value(const struct flow *, const char *name);

#endif
