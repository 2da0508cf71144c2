/* The POST forms and the links of a page of ours, read from its markup. Not an HTML parser: it relies on what our
 * template compiler writes (attributes in double quotes, tags in small letters, every form closed).
 */
#ifndef TEST_HTTP_FORM_SCAN_H
#define TEST_HTTP_FORM_SCAN_H

#include "core/str.h"
#include "core/vec.h"

struct scan_field {
	struct str name, value; /* what a visitor who types sense into empty boxes would send */
	bool sent;              /* false: an unchecked box, another button: only for trying */
	bool file;
};
struct scan_form {
	struct str action;
	bool multipart;
	VEC(struct scan_field) fields; /* each name once; without "csrf" */
	struct str csrf;
};
struct scan_forms VEC_OF(struct scan_form);

/* Values are unescaped; they live in the arena. */
void scan_page(struct arena *, struct str page, struct scan_forms *forms);
/* The next href of the page that begins with '/' (with its query); false at the end. */
bool scan_link(struct arena *, struct str *page, struct str *href);

#endif
