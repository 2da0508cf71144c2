/* DATE, TIME and STAMP (form/type.h). */
#include <string.h>

#include "form/field.html.h"
#include "form/normal.h"
#include "form/type.h"

/* Blank up to the end, or a T or blanks before a time. */
static bool nothing(struct arena *a, struct str rest)
{
	return normal_text(a, rest, NORMAL_LINE).n == 0;
}

static bool date_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	date_t d;
	struct str rest;
	if (date_read(normal_text(c->arena, text, 0), &d, &rest) && nothing(c->arena, rest)) {
		v->i = d;
		return true;
	}
	*message = S("「2026年11月25日」や「平成15年4月1日」のようにお書きください");
	return false;
}

static struct str date_text(const struct type_context *c, struct value v)
{
	return date_ja(c->arena, (date_t)v.i);
}

static void date_html(const struct type_context *c, struct out *o, struct value v)
{
	field_time(o, date_iso(c->arena, (date_t)v.i), date_ja(c->arena, (date_t)v.i));
}

static struct str date_sample(const struct type_context *c, uint64_t random)
{
	date_t d = date_from_days((int64_t)(random % 70000) - 30000);
	switch (random % 5) {
	case 0: return date_ja(c->arena, d);
	case 1: return date_wareki(c->arena, d);
	case 2: return date_iso(c->arena, d / 100 * 100);
	case 3: return str_fmt(c->arena, "%d/%d/%d", date_year(d), date_month(d), date_day(d));
	default: return date_ja(c->arena, d / 10000 * 10000);
	}
}

const struct field_type_ops type_date = { "日付", "お書きください", date_parse, date_text, date_html, date_sample };

static bool time_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	int minute;
	struct str rest;
	if (minute_read(normal_text(c->arena, text, 0), &minute, &rest) && (nothing(c->arena, rest) || str_is(rest, ":00"))) {
		v->i = minute ? minute : 1440; /* 0 means "not given": midnight is 24時 */
		return true;
	}
	*message = S("「13:30」や「午後1時30分」のようにお書きください");
	return false;
}

static struct str time_text(const struct type_context *c, struct value v)
{
	return v.i ? minute_ja(c->arena, (int)v.i) : STR_NONE;
}

static struct str time_sample(const struct type_context *c, uint64_t random)
{
	int m = (int)(random % 1800);
	return random % 3 ? minute_ja(c->arena, m) : str_fmt(c->arena, "%d:%02d", m / 60, m % 60);
}

const struct field_type_ops type_time = { "時刻", "お書きください", time_parse, time_text, NULL, time_sample };

static bool stamp_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	date_t d;
	int minute = 0;
	int64_t second = 0;
	struct str rest;
	bool ok = date_read(normal_text(c->arena, text, 0), &d, &rest) && date_day(d);
	if (ok && str_starts(rest, S("T"))) rest = str_skip(rest, 1);
	if (ok && !nothing(c->arena, rest)) ok = minute_read(rest, &minute, &rest);
	if (ok && rest.n >= 3 && rest.p[0] == ':' && str_int(str_left(str_skip(rest, 1), 2), 0, 59, &second)) rest = str_skip(rest, 3);
	if (ok && str_is(rest, "+09:00")) rest = STR_NONE;
	if (ok && nothing(c->arena, rest)) {
		v->i = utc_from_japan(d, minute) + second;
		return true;
	}
	*message = S("「2026年11月25日 13:30」のようにお書きください");
	return false;
}

static struct str stamp_text(const struct type_context *c, struct value v)
{
	struct out o = out_new(c->arena, 100);
	if (!v.i) return STR_NONE;
	out_date_ja(&o, date_in_japan(v.i));
	out_str(&o, minute_ja(c->arena, minute_in_japan(v.i)));
	return out_view(&o);
}

static void stamp_html(const struct type_context *c, struct out *o, struct value v)
{
	field_time(o, utc_iso(c->arena, v.i), stamp_text(c, v));
}

static struct str stamp_sample(const struct type_context *c, uint64_t random)
{
	int64_t utc = (int64_t)(random % 2000000000u) / 60 * 60 + 60;
	return random % 2 ? utc_iso(c->arena, utc) : stamp_text(c, (struct value){ .i = utc });
}

const struct field_type_ops type_stamp = { "日時", "お書きください", stamp_parse, stamp_text, stamp_html, stamp_sample };
