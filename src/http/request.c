/* Looking things up in a request (http/request.h). */
#include "http/request.h"

static struct str first(const struct params *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_is(p->v[i].name, name)) return str_trim(p->v[i].value);
	return STR_NONE;
}

struct str request_query(const struct request *req, const char *name)
{
	return first(&req->query, name);
}

struct str request_form(const struct request *req, const char *name)
{
	return first(&req->form, name);
}

size_t request_query_all(const struct request *req, const char *name, struct str *values, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < req->query.n && n < max; i++)
		if (str_is(req->query.v[i].name, name)) values[n++] = str_trim(req->query.v[i].value);
	return n;
}

int64_t request_query_int(const struct request *req, const char *name, int64_t min, int64_t max, int64_t otherwise)
{
	int64_t v;
	return str_int(request_query(req, name), min, max, &v) ? v : otherwise;
}

int64_t request_id(const struct request *req, int n)
{
	int64_t v;
	ASSERT(n >= 0 && n < (int)COUNT_OF(req->arg));
	struct str s = req->arg[n];
	return s.n && s.p[0] != '0' && str_int(s, 1, INT64_MAX, &v) ? v : 0;
}
