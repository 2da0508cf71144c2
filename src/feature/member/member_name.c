/* Public names of members (member_name.h). */
#include "feature/member/member_name.h"

struct str member_name_of(struct arena *a, int64_t kind, int64_t id, struct str org_name)
{
	if (kind == MEMBER_INDIVIDUAL) return str_fmt(a, "個人会員 No.%lld", (long long)id);
	if (org_name.n) return org_name;
	return str_fmt(a, kind == MEMBER_COMPANY ? "企業会員 No.%lld" : "団体会員 No.%lld", (long long)id);
}

struct str member_name(struct arena *a, const struct member *m)
{
	return member_name_of(a, m->record.kind, m->record.id, m->org_name);
}
