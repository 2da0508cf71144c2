/* Making reply values (http/reply.h). */
#include "http/reply.h"

#include "core/utf8.h"

bool header_value(struct arena *a, struct str text, struct header_value *v)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c < 0x20 || c >= 0x7F) return false;
	}
	if (text.n > 4096) return false;
	v->s = (struct str){ str_cz(a, text), text.n };
	return true;
}

struct reply reply_html(struct html page)
{
	return reply_bytes(S("text/html; charset=utf-8"), page.s);
}

struct reply reply_bytes(struct str type, struct str body)
{
	return (struct reply){ .status = 200, .type = type, .body = body, .cache = CACHE_PUBLIC };
}

struct reply reply_status(int status, struct html page)
{
	struct reply r = reply_html(page);
	r.status = status;
	r.cache = CACHE_NO_STORE;
	return r;
}

struct reply reply_redirect(struct request *req, int status, struct url to)
{
	struct reply r = { .status = status, .type = S("text/plain; charset=utf-8"), .cache = CACHE_NO_STORE };
	struct header_value v;
	if (header_value(req->arena, to.s, &v)) (void)reply_add_header(&r, "Location", v);
	return r;
}

bool reply_add_header(struct reply *r, const char *name, struct header_value value)
{
	if (r->headers == COUNT_OF(r->header)) return false;
	r->header[r->headers++] = (struct reply_header){ name, value };
	return true;
}

/* The plain filename="" for old clients: ASCII letters and digits of the name, '_' for the rest. */
static void out_plain_name(struct out *o, struct str name)
{
	uint32_t c;
	while ((c = utf8_next(&name)) != 0) {
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
		out_char(o, word ? (char)c : '_');
	}
}

/* RFC 8187 ext-value: attr-char kept, the rest %XX. */
static void out_ext_name(struct out *o, struct str name)
{
	html_query_str(o, name);
}

struct reply reply_download(struct request *req, struct str type, struct str file_name, struct str body)
{
	struct reply r = reply_bytes(type, body);
	struct header_value v;
	struct str name = str_clip(file_name, 200);
	struct out o = out_new(req->arena, 2048);
	out_lit(&o, "attachment; filename=\"");
	out_plain_name(&o, name);
	out_lit(&o, "\"; filename*=UTF-8''");
	out_ext_name(&o, name);
	if (header_value(req->arena, out_view(&o), &v)) (void)reply_add_header(&r, "Content-Disposition", v);
	return r;
}
