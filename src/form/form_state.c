/* A form's values as one sealed text (form/form_state.h). Inside: pieces ended by NUL, which no typed text holds. */
#include "form/form_state.h"

#include <string.h>

#include "core/out.h"
#include "core/vec.h"
#include "security/hash.h"
#include "security/random.h"
#include "security/seal.h"

enum { NONCE_CHARS = 20 };

struct param_list VEC_OF(struct param);

struct form_state form_state_new(struct arena *a, int64_t now)
{
	return (struct form_state){ .nonce = random_word(a, NONCE_CHARS), .began_at = now };
}

static struct person_key state_key(const struct keys *keys)
{
	struct person_key key = { 0 };
	keys_derive(keys, "form state", key.key);
	return key;
}

static void put(struct out *o, struct str piece)
{
	out_str(o, piece);
	out_char(o, 0);
}

static bool take(struct str *rest, struct str *piece)
{
	size_t end = str_find_char(*rest, 0);
	if (end == SIZE_MAX) return false;
	*piece = str_left(*rest, end);
	*rest = str_skip(*rest, end + 1);
	return true;
}

static bool take_int(struct str *rest, int64_t *v)
{
	struct str piece;
	return take(rest, &piece) && str_int(piece, 0, INT64_MAX, v);
}

struct str form_state_seal(struct arena *a, const struct keys *keys, struct str form_name, const struct form_state *s)
{
	struct out o = out_new(a, FORM_STATE_MAX);
	put(&o, form_name);
	put(&o, s->nonce);
	put(&o, str_fmt(a, "%lld", (long long)s->began_at));
	put(&o, str_fmt(a, "%lld", (long long)s->terms_id));
	put(&o, str_fmt(a, "%lld", (long long)s->agreed_at));
	for (size_t i = 0; i < s->value.n; i++) {
		put(&o, s->value.v[i].name);
		put(&o, s->value.v[i].value);
	}
	if (!out_ok(&o)) return STR_NONE;
	struct person_key key = state_key(keys);
	struct str sealed = seal(a, &key, "form", "state", 0, out_view(&o));
	explicit_bzero(&key, sizeof key);
	return base64url(a, sealed.p, sealed.n);
}

static bool read_pieces(struct arena *a, struct str plain, struct str form_name, struct form_state *s)
{
	struct str name;
	struct param_list list = { 0 };
	struct param p;
	if (!take(&plain, &name) || !str_eq(name, form_name) || !take(&plain, &s->nonce) || !take_int(&plain, &s->began_at)
		|| !take_int(&plain, &s->terms_id) || !take_int(&plain, &s->agreed_at))
		return false;
	while (take(&plain, &p.name) && take(&plain, &p.value)) *vec_add(a, &list) = p;
	s->value = (struct params){ list.v, list.n };
	return plain.n == 0;
}

enum err form_state_open(struct arena *a, const struct keys *keys, struct str form_name, struct str sealed, int64_t now, struct form_state *s)
{
	struct str bytes, plain;
	*s = (struct form_state){ .nonce = STR_NONE };
	if (sealed.n == 0 || !base64url_read(a, sealed, &bytes)) return ERR_INPUT;
	struct person_key key = state_key(keys);
	enum err err = seal_open(a, &key, "form", "state", 0, bytes, &plain);
	explicit_bzero(&key, sizeof key);
	if (err || !read_pieces(a, plain, form_name, s)) return ERR_INPUT;
	return s->began_at > now || s->began_at + FORM_STATE_SECONDS < now ? ERR_CONFLICT : OK;
}
