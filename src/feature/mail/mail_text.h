/* The texts of all mails: event, subject, body, and the values each may use. Staff edit copies (table mail_text).
 *
 * "{名前}" is replaced by a value; an unknown name stays as it stands, so that a slip shows instead of vanishing. A
 * line of which all values are empty is left out.
 */
#ifndef FEATURE_MAIL_MAIL_TEXT_H
#define FEATURE_MAIL_MAIL_TEXT_H

#include "core/err.h"
#include "core/str.h"
#include "store/db.h"

struct mail_value;

struct mail_text {
	const char *event;   /* "group.submitted" */
	const char *label;   /* for staff: "団体・企業の登録を受け付けたとき（登録者へ）" */
	const char *names;   /* values it may use, blank separated: "団体名 受付番号" */
	const char *subject;
	const char *body;
};
extern const struct mail_text mail_texts[];
extern const size_t mail_texts_count;
const struct mail_text *mail_text_named(const char *event); /* NULL when there is none */

struct mail_filled {
	struct str subject, body;
};
/* The text in force (staff's or the program's) with its values, and the centre's signature at its end. */
MUST_USE enum err mail_text_fill(struct db_read *, struct arena *, const char *event, int64_t site, const struct mail_value *value, size_t values,
	struct mail_filled *);
/* One text: the pure part, for the preview of staff and tests. */
struct str mail_expand(struct arena *, struct str text, const struct mail_value *value, size_t values);

#endif
