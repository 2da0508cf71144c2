/* What account.html draws: small forms (login, password, address, membership) and my page. */
#ifndef FEATURE_ACCOUNT_ACCOUNT_VIEW_H
#define FEATURE_ACCOUNT_ACCOUNT_VIEW_H

#include "core/vec.h"
#include "http/csrf.h"
#include "ui/list.h"
#include "ui/page.h"

/* One input. `id` is its name too. */
struct account_input {
	struct str id, label, hint, autocomplete;
	enum { INPUT_TEXT, INPUT_MAIL, INPUT_PASSWORD } type;
	struct str value; /* never of a password */
	struct str error; /* "" = it is good */
	bool any;         /* 任意 */
};
struct account_inputs {
	struct account_input *v;
	size_t n, cap;
};
struct account_form {
	const struct request *req;
	struct str title, lead, button;
	struct str note;               /* above the form: what happened */
	bool bad;                      /* the note is a refusal, read out at once */
	struct url action;
	struct str next;               /* hidden: where to go on after the login; "" = none */
	struct account_inputs inputs;
	size_t errors;
	struct { struct link_view *v; size_t n, cap; } links; /* below the form */
};

/* ---- my page ---- */
struct account_fact {
	struct str label, value;
};
struct my_link {
	struct str label, note;
	struct url url;
};
struct my_view {
	const struct request *req;
	struct str name, state, state_text;
	struct { struct account_fact *v; size_t n, cap; } facts;
	struct { struct str *v; size_t n, cap; } missing; /* labels of required fields without a value */
	struct url details;
	struct str pending;            /* a change that waits for the centre; "" = none */
	struct { struct my_link *v; size_t n, cap; } links;
	struct str sessions;           /* other places that are logged in; "" = none */
	struct url others;             /* logs them out */
	bool posts;                    /* the list of offers is shown */
	struct row_list offers;
};

/* ---- 休止・再開依頼・退会 ---- */
struct membership_view {
	const struct request *req;
	struct str note;               /* a refusal; "" = none */
	struct url action;
	struct account_input suspend, resume, withdraw;
	bool may_suspend, may_resume, resume_asked;
};

#endif
