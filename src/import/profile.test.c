/* Tests of the profile reader, and of the shipped profiles against the entities. */
#include "form/entity.h"
#include "import/profile.h"
#include "test.h"

static const char *const not_fields[] = { "kind", "state", "user", "date" };

static bool field_is_known(struct arena *a, const struct entity *e, struct str name)
{
	for (size_t i = 0; i < COUNT_OF(not_fields); i++)
		if (str_is(name, not_fields[i])) return true;
	return entity_field(e, str_cz(a, name)) != NULL;
}

TEST(shipped_profiles_name_only_what_there_is)
{
	static const char *const sites[] = { "super", "aika" };
	struct arena *a = arena_new();
	for (size_t s = 0; s < COUNT_OF(sites); s++) {
		struct profile p;
		struct str message = STR_NONE;
		CHECK_INT(profile_read(a, profile_shipped(sites[s]), &p, &message), OK);
		CHECK(p.mapping.n > 10);
		for (size_t i = 0; i < p.mapping.n; i++) {
			const struct entity *e = entity_named(str_cz(a, p.mapping.v[i].entity));
			CHECK(e != NULL);
			for (size_t k = 0; e && k < p.mapping.v[i].rule.n; k++) CHECK(field_is_known(a, e, p.mapping.v[i].rule.v[k].field));
		}
	}
	CHECK(!profile_shipped("other").n);
	arena_free(a);
}

TEST(profile_rules_are_read)
{
	struct arena *a = arena_new();
	struct profile p;
	struct str message = STR_NONE;
	struct str text = S("# a comment\nprefix x_\nfrom table t into news\nkey a,b\nwhere k \"v w\"\ntitle col:t|const:none \"old word=new word\" split=, ref=r\n");
	CHECK_INT(profile_read(a, text, &p, &message), OK);
	CHECK_STR(p.prefix, "x_");
	const struct mapping *m = &p.mapping.v[0];
	CHECK(m->table && m->rule.n == 1 && m->rule.v[0].source.n == 2 && m->rule.v[0].words.n == 1);
	CHECK_STR(m->key, "a,b");
	CHECK_STR(m->where_value, "v w");
	CHECK_STR(m->rule.v[0].words.v[0].from, "old word");
	CHECK_STR(m->rule.v[0].words.v[0].to, "new word");
	CHECK_STR(m->rule.v[0].split, ",");
	CHECK_STR(m->rule.v[0].ref, "r");
	arena_free(a);
}

TEST(profile_mistakes_have_their_line)
{
	static const struct { const char *text, *line; } cases[] = {
		{ "from post x news\n", "1行目" }, { "prefix x\n\nfrom post a into news\ntitle nowhere:x\n", "4行目" },
		{ "from post a into news\ntitle meta:a word\n", "2行目" }, { "from table a into news\nwhere k\n", "2行目" }, { "title title\n", "1行目" },
	};
	struct arena *a = arena_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct profile p;
		struct str message = STR_NONE;
		CHECK_INT(profile_read(a, str_of(cases[i].text), &p, &message), ERR_INPUT);
		CHECK(str_find(message, str_of(cases[i].line)) != SIZE_MAX);
	}
	arena_free(a);
}
