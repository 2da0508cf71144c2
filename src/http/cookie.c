/* Cookies and the display setting (http/cookie.h). */
#include "http/cookie.h"

static bool is_cookie_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!word && c != '.' && c != '_' && c != '~' && c != '-') return false;
	}
	return s.n <= 256;
}

struct str cookie_read(struct str header, const char *name)
{
	struct str pair;
	while (str_split(&header, ';', &pair)) {
		pair = str_trim(pair);
		size_t equal = str_find_char(pair, '=');
		if (equal == SIZE_MAX || !str_is(str_left(pair, equal), name)) continue;
		struct str value = str_skip(pair, equal + 1);
		return is_cookie_value(value) ? value : STR_NONE;
	}
	return STR_NONE;
}

bool cookie_set(struct request *req, struct reply *r, const char *name, struct str value, int64_t max_age)
{
	if (!is_cookie_value(value)) return false;
	struct out o = out_new(req->arena, 1024);
	out_fmt(&o, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax", name, STR_ARG(value));
	if (max_age) out_fmt(&o, "; Max-Age=%lld", (long long)(max_age < 0 ? 0 : max_age));
	if (req->https) out_lit(&o, "; Secure");
	struct header_value text;
	return header_value(req->arena, out_view(&o), &text) && reply_add_header(r, "Set-Cookie", text);
}

const char *cookie_host_name(const struct request *req, const char *name)
{
	return req->https ? str_cz(req->arena, str_cat(req->arena, S("__Host-"), str_of(name))) : name;
}

static const char *const size_word[] = { [SIZE_STANDARD] = "m", [SIZE_LARGE] = "l", [SIZE_EXTRA] = "xl" };
static const char *const back_word[] = { [BACK_UNSET] = "", [BACK_WHITE] = "white", [BACK_BLACK] = "black",
	[BACK_BLUE] = "blue", [BACK_YELLOW] = "yellow" };

bool display_set_size(struct display *d, struct str word)
{
	for (unsigned i = 0; i < COUNT_OF(size_word); i++) {
		if (!str_is(word, size_word[i])) continue;
		d->size = (int)i;
		return true;
	}
	return false;
}

bool display_set_back(struct display *d, struct str word)
{
	for (unsigned i = 0; i < COUNT_OF(back_word); i++) {
		if (!str_is(word, back_word[i])) continue;
		d->back = (int)i;
		return true;
	}
	return false;
}

struct display display_read(struct str cookie)
{
	struct display d = { SIZE_STANDARD, BACK_UNSET };
	size_t dot = str_find_char(cookie, '.');
	if (dot == SIZE_MAX) return d;
	(void)display_set_size(&d, str_left(cookie, dot));
	(void)display_set_back(&d, str_skip(cookie, dot + 1));
	return d;
}

struct str display_write(struct arena *a, struct display d)
{
	return str_fmt(a, "%s.%s", size_word[d.size], back_word[d.back]);
}
