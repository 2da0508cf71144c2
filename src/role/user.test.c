/* Who the serving processes become (role/user.h): the table of the decision, row by row. */
#include "role/user.h"

#include "test.h"

enum { ROOT = 0, KENMIN = 990, OTHER = 1000, NOBODY = -1 };

static const struct {
	const char *user, *listen, *base_url;
	int me, owner, number; /* number: of the user of the settings, NOBODY = does not exist */
	int becomes;           /* NOBODY = refused */
} row[] = {
	{ "", "127.0.0.1:8080", "", ROOT, ROOT, NOBODY, ROOT },          /* a trial */
	{ "", "[::1]:8080", "", ROOT, ROOT, NOBODY, ROOT },
	{ "", "0.0.0.0:8080", "", ROOT, ROOT, NOBODY, NOBODY },
	{ "", "127.0.0.1.evil:80", "", ROOT, ROOT, NOBODY, NOBODY },
	{ "", "unix:/run/kenmin.sock", "", ROOT, ROOT, NOBODY, NOBODY },
	{ "", "127.0.0.1:8080", "https://kenmin.example", ROOT, ROOT, NOBODY, NOBODY },
	{ "", "0.0.0.0:8080", "https://kenmin.example", ROOT, OTHER, NOBODY, OTHER },
	{ "kenmin", "127.0.0.1:8080", "", ROOT, ROOT, NOBODY, NOBODY },  /* no such user */
	{ "kenmin", "127.0.0.1:8080", "", ROOT, ROOT, KENMIN, NOBODY },  /* not its folder */
	{ "kenmin", "127.0.0.1:8080", "", ROOT, OTHER, KENMIN, NOBODY },
	{ "kenmin", "0.0.0.0:80", "", ROOT, KENMIN, KENMIN, KENMIN },
	{ "root", "0.0.0.0:80", "https://kenmin.example", ROOT, ROOT, ROOT, ROOT }, /* asked for */
	{ "kenmin", "0.0.0.0:80", "", OTHER, OTHER, NOBODY, OTHER },     /* not root: nothing to choose */
};

TEST(role_user_never_root_by_oversight)
{
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct config c = config_default();
		struct str message = STR_NONE;
		struct role_user to;
		c.dir = S("/var/lib/kenmin");
		c.user = str_of(row[i].user);
		c.listen = str_of(row[i].listen);
		c.base_url = str_of(row[i].base_url);
		struct user_facts f = { .me = (uid_t)row[i].me, .owner = (uid_t)row[i].owner, .owner_group = 7, .exists = row[i].number != NOBODY,
			.uid = (uid_t)row[i].number, .gid = 8 };
		enum err e = role_user_choose(test_arena(), &c, &f, &to, &message);
		CHECK_INT(e, row[i].becomes == NOBODY ? ERR_DENIED : OK);
		CHECK((message.n > 0) == (e != OK));
		if (e) {
			CHECK(str_find(message, S("chown -R ")) != SIZE_MAX);
			continue;
		}
		CHECK(to.change == (row[i].me == ROOT && row[i].becomes != ROOT));
		CHECK(to.root == (row[i].me == ROOT && row[i].becomes == ROOT));
		if (to.change) CHECK_INT(to.uid, row[i].becomes);
		if (to.change) CHECK_INT(to.gid, c.user.n ? 8 : 7);
	}
}
