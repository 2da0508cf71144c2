/* Composing and queueing (feature/mail/mail.h). Sources: RFC 5322 (format), 2045-2047 (MIME, encoded words), 3834 (Auto-Submitted). */
#include "feature/mail/mail.h"

#include <string.h>

#include "core/time.h"
#include "core/utf8.h"
#include "core/vec.h"
#include "html/write.h"
#include "security/hash.h"
#include "security/random.h"
#include "feature/mail/mail.html.h"
#include "store/person_key.h"
#include "ui/site.h"

enum { ENCODED_BYTES = 42 /* of text in one encoded word: 56 base64 characters, 68 with the frame (at most 75) */, LINE = 76, ADDRESS_MAX = 254 };

STATEMENT(outbox_known, "SELECT count(*) FROM outbox WHERE unique_key = $1");
STATEMENT(outbox_insert, "INSERT INTO outbox (channel, unique_key, site, person_key, address, payload, due_at, created_at) VALUES ('mail', $1, $2, $3, $4, $5, $6, $7)");
STATEMENT(outbox_seal, "UPDATE outbox SET address = $2, payload = $3 WHERE id = $1");

/* ---- the message ---- */

static struct str one_line(struct arena *a, struct str s)
{
	struct out o = out_new(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) out_char(&o, (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
	return str_trim(out_view(&o));
}

static void base64_lines(struct out *o, struct str bytes, size_t width)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t column = 0;
	for (size_t i = 0; i < bytes.n; i += 3) {
		unsigned char b[3] = { 0, 0, 0 };
		size_t n = bytes.n - i < 3 ? bytes.n - i : 3;
		memcpy(b, bytes.p + i, n);
		if (width && column == width) {
			out_lit(o, "\r\n");
			column = 0;
		}
		out_char(o, digit[b[0] >> 2]);
		out_char(o, digit[(b[0] & 3) << 4 | b[1] >> 4]);
		out_char(o, n > 1 ? digit[(b[1] & 15) << 2 | b[2] >> 6] : '=');
		out_char(o, n > 2 ? digit[b[2] & 63] : '=');
		column += 4;
	}
}

static bool plain_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] > 0x7e) return false;
	return s.n <= 60;
}

/* RFC 2047: words of at most 75 characters that do not split a character, folded. */
static void encoded(struct out *o, struct str s)
{
	if (plain_ascii(s) && str_find(s, S("=?")) == SIZE_MAX) {
		out_str(o, s);
		return;
	}
	for (bool first = true; s.n; first = false) {
		struct str part = str_clip(s, ENCODED_BYTES);
		if (!part.n) part = str_left(s, s.n < ENCODED_BYTES ? s.n : ENCODED_BYTES);
		if (!first) out_lit(o, "\r\n ");
		out_lit(o, "=?UTF-8?B?");
		base64_lines(o, part, 0);
		out_lit(o, "?=");
		s = str_skip(s, part.n);
	}
}

/* A local part that is no dot-atom (abc..d, abc.) needs quotes in a header. */
static void address(struct out *o, struct str a)
{
	size_t at = str_find_char(a, '@');
	struct str local = at == SIZE_MAX ? a : str_left(a, at);
	bool odd = str_starts(local, S(".")) || str_ends(local, S(".")) || str_find(local, S("..")) != SIZE_MAX;
	out_char(o, '<');
	if (odd) out_fmt(o, "\"%.*s\"%.*s", STR_ARG(local), STR_ARG(str_skip(a, local.n)));
	else out_str(o, a);
	out_char(o, '>');
}

struct str mail_date(struct arena *a, int64_t utc)
{
	static const char *const day[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	date_t d = date_in_japan(utc);
	int minute = minute_in_japan(utc);
	return str_fmt(a, "%s, %d %s %d %02d:%02d:%02d +0900", day[date_weekday(d)], date_day(d), month[date_month(d) - 1], date_year(d), minute / 60,
		minute % 60, (int)(utc % 60));
}

static void part(struct out *o, const char *boundary, const char *type, struct str body)
{
	out_fmt(o, "--%s\r\nContent-Type: %s; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", boundary, type);
	base64_lines(o, body, LINE);
	out_lit(o, "\r\n");
}

/* Line ends as a text part has them. */
static struct str with_crlf(struct arena *a, struct str s)
{
	struct out o = out_new(a, 2 * s.n + 2);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n') out_char(&o, '\r');
		out_char(&o, s.p[i]);
	}
	return out_view(&o);
}

struct str mail_compose(struct arena *a, const struct mail_message *m)
{
	struct out o = out_new(a, 4 << 20), html = out_new(a, 4 << 20);
	struct str subject = one_line(a, m->subject);
	const char *boundary = str_cz(a, str_fmt(a, "=_%.*s", STR_ARG(m->id)));
	mail_html(&html, subject, html_paragraphs(a, m->text));
	out_fmt(&o, "Date: %.*s\r\nFrom: ", STR_ARG(mail_date(a, m->now)));
	encoded(&o, one_line(a, m->from_name));
	out_lit(&o, "\r\n ");
	address(&o, one_line(a, m->from));
	out_lit(&o, "\r\nTo: ");
	address(&o, one_line(a, m->to));
	out_fmt(&o, "\r\nMessage-ID: <%.*s@%.*s>\r\nSubject: ", STR_ARG(m->id), STR_ARG(m->host));
	encoded(&o, subject);
	out_fmt(&o, "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Language: ja\r\nContent-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n\r\n",
		boundary);
	part(&o, boundary, "text/plain", with_crlf(a, m->text));
	part(&o, boundary, "text/html", with_crlf(a, out_view(&html)));
	out_fmt(&o, "--%s--\r\n", boundary);
	return out_view(&o);
}

/* ---- the queue ---- */

static struct str host_of(struct str url)
{
	size_t at = str_find(url, S("://"));
	struct str host = at == SIZE_MAX ? url : str_skip(url, at + 3);
	for (size_t i = 0; i < host.n; i++)
		if (host.p[i] == '/' || host.p[i] == ':') return str_left(host, i);
	return host;
}

/* Nothing that could end a header or an SMTP command; form/type/contact.c has checked its shape. */
static bool address_ok(struct str s)
{
	size_t at = str_find_char(s, '@');
	if (at == SIZE_MAX || at == 0 || at + 1 >= s.n || s.n > ADDRESS_MAX) return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 0x20 || (unsigned char)s.p[i] >= 0x7f || strchr("<>\"\\,;:()[]", s.p[i])) return false;
	return str_find_char(str_skip(s, at + 1), '@') == SIZE_MAX;
}

static struct str site_name(int64_t site)
{
	return site == SITE_AIKA ? S("あいかさねっと") : S("県民活動スーパーネット");
}

static struct str compose(struct arena *a, const struct mail_sender *from, const struct mail *m, const struct mail_filled *filled)
{
	return mail_compose(a, &(struct mail_message){ .from_name = str_of(centre.name), .from = from->from.n ? from->from : str_of(centre.mail), .to = m->to,
		.subject = filled->subject, .text = filled->body, .id = random_word(a, 24), .host = host_of(from->base_url), .now = m->now });
}

static enum err insert(struct db_write *w, struct arena *a, const struct mail_sender *from, const struct mail *m, struct str message)
{
	struct person_key key = { 0 };
	enum err err = m->person_key ? person_key_get(db_reading(w), from->keys, m->person_key, &key) : person_key_new(w, from->keys, m->now, &key);
	if (err == ERR_NOT_FOUND) return OK; /* an erased person gets no mail */
	if (!err) err = db_do(w, &outbox_insert, BIND(b_str(m->unique), b_int(m->site), b_int(key.id), b_blob(S("-")), b_blob(S("-")),
		b_int(m->due ? m->due : m->now), b_int(m->now)));
	if (err) return err;
	int64_t id = db_last_id(w);
	struct str to = seal(a, &key, "outbox", "address", id, m->to), payload = seal(a, &key, "outbox", "payload", id, message);
	explicit_bzero(&key, sizeof key);
	return db_do(w, &outbox_seal, BIND(b_int(id), b_blob(to), b_blob(payload)));
}

enum err mail_queue(struct db_write *w, struct arena *a, const struct mail_sender *from, const struct mail *m)
{
	int64_t known = 0;
	struct mail_filled filled;
	VEC(struct mail_value) values = { 0 };
	if (!m->to.n) return OK;
	if (!address_ok(m->to)) return ERR_INPUT;
	enum err err = db_int(db_reading(w), &outbox_known, BIND(b_str(m->unique)), &known);
	if (err || known) return err;
	const struct mail_value own[] = {
		{ "サイト名", site_name(m->site) }, { "サイトのアドレス", from->base_url }, { "センター郵便番号", str_of(centre.postal) },
		{ "センター住所", str_of(centre.address) }, { "センター電話", str_of(centre.tel) }, { "センターEメール", str_of(centre.mail) },
	};
	for (size_t i = 0; i < m->values; i++) *vec_add(a, &values) = m->value[i];
	for (size_t i = 0; i < COUNT_OF(own); i++) *vec_add(a, &values) = own[i];
	err = mail_text_fill(db_reading(w), a, m->event, m->site, values.v, values.n, &filled);
	return err ? err : insert(w, a, from, m, compose(a, from, m, &filled));
}
