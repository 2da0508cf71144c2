/* What the fixed pages of あいかさねっと show: addresses, and the text staff wrote for that page. */
#ifndef SITE_AIKA_FIXED_VIEW_H
#define SITE_AIKA_FIXED_VIEW_H

#include "ui/list.h"
#include "ui/record.h"

struct fixed_view {
	struct str title, lead;
	struct html body;                 /* the page's own text from the database; may be empty */
	struct html_views files;          /* files that may be served */
	struct url offers, calendar, past, members, search, interviews, help, guide, join, recruit, forms, links, privacy, terms,
		newsletter, newsletter_join, newsletter_leave, newsletters, news, login, password, register_url, individual, group, company,
		site_search, super, line, kenko, open_data, contact;
	bool login_later, password_later, register_later, newsletter_later; /* not built yet: the link says 準備中 */
	struct row_list rows;             /* links, questions */
	struct dateds news_list;
	struct str tel, mail, address;
	struct url tel_url, mail_url;
	struct link_views pages;          /* fixed pages that staff made, for the site map */
};

#endif
