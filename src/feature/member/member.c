/* あいかさねっと会員: the table of its fields (form/entity.h) and the rule over two of them. */
#include "feature/member/member.h"

#define ENTITY_STRUCT struct member
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field member_fields[] = {
#include "feature/member/member.def"
};

const struct entity member_entity = {
	.name = "member",
	.table = "member",
	.label = "あいかさねっと会員",
	.kind = { "individual", "group", "company" },
	.kind_label = { "個人", "団体", "企業" },
	.kinds = 3,
	ENTITY_FIELD_TABLE(member_fields),
	.size = sizeof(struct member),
	.visible = STATE_PUBLISHED,
};

bool member_has_purpose(const struct member *m, struct faults *faults)
{
	if (m->record.kind != MEMBER_GROUP || m->recruits || m->joins) return true;
	fault_add(faults, entity_field(&member_entity, "recruits"), S("「ボランティアを募集する」「ボランティアに参加する」の少なくとも一つに✓をつけてください。"));
	return false;
}
