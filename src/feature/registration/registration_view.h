/* What registration.html draws: the four pages of a form's flow. */
#ifndef FEATURE_REGISTRATION_REGISTRATION_VIEW_H
#define FEATURE_REGISTRATION_REGISTRATION_VIEW_H

#include "http/csrf.h"
#include "ui/form.h"

struct registration_view {
	const struct request *req;
	struct str title, what, lead, note;   /* note: above the form, "時間がたったため..." */
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
	struct str mail;                      /* where the receipt goes */
	/* complete */
	struct str number, tel;
	struct url home, tel_url, aika;
	bool group;                           /* offer the other site */
};

#endif
