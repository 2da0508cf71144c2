/* schema.org writer (jsonld.h). */
#include "feature/feed/jsonld.h"

enum { JSONLD_MAX = 64 * 1024, JSONLD_TEXT_MAX = 2000 };

static void member_if(struct out *o, bool *first, const char *name, struct str value)
{
	if (value.n) json_member(o, first, name, str_clip(value, JSONLD_TEXT_MAX));
}

/* ,"name":{  with the type as the first member of the inner object */
static bool object_begin(struct out *o, const char *name, const char *type)
{
	bool first = true;
	out_fmt(o, ",\"%s\":{", name);
	json_member(o, &first, "@type", str_of(type));
	return first;
}

static struct str moment(struct arena *a, date_t d, int minute)
{
	if (minute < 0 || date_day(d) == 0) return date_iso(a, d);
	return utc_iso(a, utc_from_japan(d, minute));
}

static struct json whole(struct out *o)
{
	out_char(o, '}');
	return out_ok(o) ? json_from_out(o) : (struct json){ STR_NONE };
}

static struct out begin(struct arena *a, const char *type, bool *first)
{
	struct out o = out_new(a, JSONLD_MAX);
	*first = true;
	out_char(&o, '{');
	json_member(&o, first, "@context", S("https://schema.org"));
	json_member(&o, first, "@type", str_of(type));
	return o;
}

struct json jsonld_event(struct arena *a, const struct jsonld_event *e)
{
	if (!e->name.n || !e->from) return (struct json){ STR_NONE };
	bool first;
	struct out o = begin(a, "Event", &first);
	json_member(&o, &first, "name", e->name);
	member_if(&o, &first, "url", e->url.s);
	member_if(&o, &first, "description", e->description);
	json_member(&o, &first, "startDate", moment(a, e->from, e->from_minute));
	date_t to = e->to ? e->to : e->from;
	if (e->to || e->to_minute >= 0) json_member(&o, &first, "endDate", moment(a, to, e->to_minute));
	if (e->place.n) {
		bool inner = object_begin(&o, "location", "Place");
		json_member(&o, &inner, "name", e->place);
		out_char(&o, '}');
	}
	if (e->organizer.n) {
		bool inner = object_begin(&o, "organizer", "Organization");
		json_member(&o, &inner, "name", e->organizer);
		member_if(&o, &inner, "url", e->organizer_url.s);
		out_char(&o, '}');
	}
	return whole(&o);
}

struct json jsonld_organization(struct arena *a, const struct jsonld_organization *g)
{
	if (!g->name.n) return (struct json){ STR_NONE };
	bool first;
	struct out o = begin(a, g->type, &first);
	json_member(&o, &first, "name", g->name);
	member_if(&o, &first, "url", g->url.s);
	member_if(&o, &first, "description", g->description);
	member_if(&o, &first, "telephone", g->telephone);
	member_if(&o, &first, "email", g->email);
	member_if(&o, &first, "sameAs", g->home_page.s);
	if (g->city.n) {
		bool inner = object_begin(&o, "address", "PostalAddress");
		json_member(&o, &inner, "addressCountry", S("JP"));
		json_member(&o, &inner, "addressLocality", g->city);
		out_char(&o, '}');
	}
	return whole(&o);
}

struct json jsonld_site(struct arena *a, struct str name, struct url home, struct url search)
{
	bool first;
	struct out o = begin(a, "WebSite", &first);
	json_member(&o, &first, "name", name);
	json_member(&o, &first, "url", home.s);
	json_member(&o, &first, "inLanguage", S("ja"));
	bool inner = object_begin(&o, "potentialAction", "SearchAction");
	json_member(&o, &inner, "target", str_cat(a, search.s, S("?q={search_term_string}")));
	json_member(&o, &inner, "query-input", S("required name=search_term_string"));
	out_char(&o, '}');
	return whole(&o);
}
