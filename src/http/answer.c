/* Making answers (http/answer.h). */
#include "http/answer.h"

#include <string.h>

#include "core/time.h"
#include "security/hash.h"

enum { COMPRESS_LEAST = 600 };

bool answer_add(struct answer *ans, const char *name, const char *value)
{
	ASSERT(ans->headers < COUNT_OF(ans->header));
	ans->header[ans->headers++] = (struct answer_header){ name, value };
	return true;
}

#define CSP_BASE "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " \
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; " \
	"frame-ancestors 'none'; require-trusted-types-for 'script'"
#define NO_FEATURES "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), " \
	"payment=(), usb=(), browsing-topics=()"

/* Hosts come from the sanitiser's allow-list; anything else than host spelling is not let into the header. */
static const char *policy_with_frames(struct arena *a, struct str hosts)
{
	for (size_t i = 0; i < hosts.n; i++) {
		char c = hosts.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (!word && !strchr(" .-:/", c)) return CSP_BASE;
	}
	return str_cz(a, str_fmt(a, CSP_BASE "; frame-src %.*s", STR_ARG(hosts)));
}

void answer_security(struct answer *ans, struct arena *a, bool hsts, struct str frame_hosts, bool keep_private)
{
	bool frames = frame_hosts.n > 0;
	if (hsts) answer_add(ans, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
	answer_add(ans, "Content-Security-Policy", frames ? policy_with_frames(a, frame_hosts) : CSP_BASE);
	answer_add(ans, "X-Content-Type-Options", "nosniff");
	answer_add(ans, "X-Frame-Options", "DENY");
	/* Not no-referrer: with it browsers send "Origin: null" from our own forms. */
	answer_add(ans, "Referrer-Policy", keep_private ? "same-origin" : "strict-origin-when-cross-origin");
	answer_add(ans, "Cross-Origin-Opener-Policy", "same-origin");
	answer_add(ans, "Cross-Origin-Resource-Policy", "same-origin");
	/* Embedded players do not send the header that this policy asks for. */
	if (!frames) answer_add(ans, "Cross-Origin-Embedder-Policy", "require-corp");
	answer_add(ans, "Permissions-Policy", frames ? NO_FEATURES : NO_FEATURES ", fullscreen=()");
}

/* ---- conditions ---- */

static struct str weak(struct str tag)
{
	return str_starts(tag, S("W/")) ? str_skip(tag, 2) : tag;
}

/* RFC 9110 13.1.2: weak comparison with each of the list. */
static bool tag_matches(struct str list, struct str etag)
{
	struct str one;
	while (str_split(&list, ',', &one)) {
		one = str_trim(one);
		if (str_is(one, "*") || str_eq(weak(one), weak(etag))) return true;
	}
	return false;
}

static bool not_modified(const struct request *req, const struct reply *r, struct str etag, const char *last_modified)
{
	if (r->status != 200 || req->method == METHOD_POST || r->cache == CACHE_NO_STORE) return false;
	if (req->if_none_match.n) return etag.n && tag_matches(req->if_none_match, etag);
	/* The date we gave out comes back byte for byte. */
	return last_modified && str_is(req->if_modified_since, last_modified);
}

/* ---- caching, encoding ---- */

static const char *cache_control(const struct request *req, enum cacheable cache)
{
	switch (cache) {
	case CACHE_FOREVER: return "public, max-age=31536000, immutable";
	case CACHE_PUBLIC: return req->cookie_session.n ? "private, no-cache" : "no-cache";
	default: return "no-store";
	}
}

static bool is_text(struct str type)
{
	static const char *const start[] = { "text/", "application/json", "application/xml", "application/atom+xml",
		"application/ld+json", "application/manifest+json", "application/javascript", "image/svg+xml" };
	for (size_t i = 0; i < COUNT_OF(start); i++)
		if (str_starts(type, str_of(start[i]))) return true;
	return false;
}

/* No secret and a guess of it in one compressed body: pages of a session and uncached ones stay plain. */
static bool may_compress(const struct request *req, const struct reply *r)
{
	if (r->cache == CACHE_NO_STORE || r->status != 200) return false;
	return r->cache == CACHE_FOREVER || req->cookie_session.n == 0;
}

/* Only what is `stored`, for which the hash was made: the hash alone says what is in the memory of compressed bodies. */
static enum encoding encode_body(const struct answer_config *c, struct request *req, const struct reply *r, bool stored,
	struct body_hash hash, struct str *body)
{
	enum encoding e = stored && may_compress(req, r) ? encoding_choose(req->accept_encoding) : ENCODING_NONE;
	struct str ready = e == ENCODING_BROTLI ? r->brotli : e == ENCODING_GZIP ? r->gzip : STR_NONE;
	if (e == ENCODING_NONE || !is_text(r->type) || r->body.n < COMPRESS_LEAST) return ENCODING_NONE;
	if (ready.n == 0 && r->cache != CACHE_FOREVER) ready = compressor_run(c->compressor, req->arena, e, hash, r->body);
	if (ready.n == 0) return ENCODING_NONE;
	*body = ready;
	return e;
}

static struct str tag_of(struct arena *a, struct body_hash hash)
{
	return str_fmt(a, "W/\"%.*s\"", STR_ARG(hex_of(a, hash.bytes, sizeof hash.bytes)));
}

struct str answer_etag(const struct answer_config *c, struct arena *a, struct str body)
{
	return tag_of(a, compressor_hash(c->compressor, body));
}

struct str answer_encode(const struct answer_config *c, struct request *req, const struct reply *r)
{
	enum encoding e = may_compress(req, r) ? encoding_choose(req->accept_encoding) : ENCODING_NONE;
	struct str ready = e == ENCODING_BROTLI ? r->brotli : r->gzip;
	if (e == ENCODING_NONE || ready.n || !is_text(r->type) || r->body.n < COMPRESS_LEAST) return STR_NONE;
	return compressor_run(c->compressor, req->arena, e, compressor_hash(c->compressor, r->body), r->body);
}

static void add_vary(struct answer *ans, unsigned flags, const struct reply *r)
{
	bool cookies = !(flags & ROUTE_NO_COOKIES) && r->cache != CACHE_FOREVER;
	answer_add(ans, "Vary", cookies ? "Accept-Encoding, Cookie" : "Accept-Encoding");
}

void answer_make(const struct answer_config *c, struct request *req, const struct reply *given, unsigned flags, struct answer *ans)
{
	struct reply reply = *given, *r = &reply;
	if (flags & ROUTE_PERSONAL || req->method == METHOD_POST) r->cache = CACHE_NO_STORE;
	bool stored = r->status == 200 && r->cache != CACHE_NO_STORE;
	struct body_hash hash = { 0 };
	if (stored && (r->etag.n == 0 || (r->gzip.n + r->brotli.n == 0 && req->accept_encoding.n))) hash = compressor_hash(c->compressor, r->body);
	struct str etag = !stored ? STR_NONE : r->etag.n ? r->etag : tag_of(req->arena, hash);
	const char *modified = stored && r->last_modified ? str_cz(req->arena, utc_http(req->arena, r->last_modified)) : NULL;
	ans->status = not_modified(req, r, etag, modified) ? 304 : r->status;
	ans->body = ans->status == 304 ? STR_NONE : r->body;
	enum encoding e = ans->status == 304 ? ENCODING_NONE : encode_body(c, req, r, stored, hash, &ans->body);
	if (ans->status != 304 && r->type.n) answer_add(ans, "Content-Type", str_cz(req->arena, r->type));
	if (e) answer_add(ans, "Content-Encoding", encoding_name(e));
	answer_add(ans, "Cache-Control", cache_control(req, r->cache));
	if (etag.n) answer_add(ans, "ETag", str_cz(req->arena, etag));
	if (modified) answer_add(ans, "Last-Modified", modified);
	if (stored) add_vary(ans, flags, r);
	answer_security(ans, req->arena, c->hsts || req->https, r->frame_hosts, r->cache == CACHE_NO_STORE);
	for (size_t i = 0; i < r->headers; i++) answer_add(ans, r->header[i].name, r->header[i].value.s.p);
}
