/* The token of POST forms (http/csrf.h). */
#include "http/csrf.h"

#include "html/write.h"
#include "security/hash.h"
#include "security/secret.h"

enum { PERIOD = 12 * 3600, TOKEN_BYTES = 16 };

static struct str token_of_period(struct arena *a, const unsigned char key[32], struct str session, int64_t period)
{
	unsigned char mac[SHA256_BYTES];
	struct str number = str_fmt(a, "%lld", (long long)period);
	hmac_pieces((struct str){ (const char *)key, 32 }, (const struct str[]){ S("csrf"), session, number }, 3, mac);
	return hex_of(a, mac, TOKEN_BYTES);
}

struct str csrf_token(struct arena *a, const unsigned char key[32], struct str session, int64_t now)
{
	return token_of_period(a, key, session, now / PERIOD);
}

bool csrf_check(struct arena *a, const unsigned char key[32], struct str session, int64_t now, struct str token)
{
	bool good = false;
	for (int64_t back = 0; back < 2; back++) {
		struct str want = token_of_period(a, key, session, now / PERIOD - back);
		if (secret_eq(secret_of(token), secret_of(want))) good = true;
	}
	return good;
}

void csrf(struct out *o, const struct request *req)
{
	out_lit(o, "<input type=\"hidden\" name=\"csrf\" value=\"");
	html_attr_str(o, req->csrf);
	out_lit(o, "\">");
}
