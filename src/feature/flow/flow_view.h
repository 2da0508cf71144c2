/* What flow.html draws: the four pages of a form's flow. */
#ifndef FEATURE_FLOW_FLOW_VIEW_H
#define FEATURE_FLOW_FLOW_VIEW_H

#include "http/csrf.h"
#include "ui/form.h"

struct flow_view {
	const struct request *req;
	struct str title, deed, lead, note;   /* note: above the form, "時間がたったため..." */
	struct url action;
	struct str state;                     /* sealed */
	struct form_steps steps;
	/* terms */
	struct str terms_title, agree_error;
	struct html terms;
	struct url privacy;
	/* form and confirm */
	struct form_view form;
	struct form_list list;
	struct str mail, mail_what, confirm_note;        /* where the receipt goes; what happens then */
	/* complete */
	struct str number, tel;
	struct url home, tel_url;
	struct { struct str *v; size_t n, cap; } next;
	struct str done_note;
	struct html more;
	bool direct;
};

#endif
