/* Who the serving processes are (role/user.h). */
#include "role/user.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_trial(const struct config *c)
{
	bool local = str_starts(c->listen, S("127.0.0.1:")) || str_starts(c->listen, S("[::1]:"));
	return local && !c->base_url.n;
}

enum err role_user_choose(struct arena *a, const struct config *c, const struct user_facts *f, struct role_user *to, struct str *message)
{
	bool named = c->user.n > 0, root = str_is(c->user, "root");
	*to = (struct role_user){ .uid = named ? f->uid : f->owner, .gid = named ? f->gid : f->owner_group };
	if (f->me != 0) return OK;
	to->root = root || (!named && f->owner == 0);
	to->change = !to->root;
	if (root) return OK;
	if (named && !f->exists)
		*message = str_fmt(a, "there is no system user %.*s (setting `user`): make it (deploy/README.md) and give it the data folder with "
			"chown -R %.*s %.*s", STR_ARG(c->user), STR_ARG(c->user), STR_ARG(c->dir));
	else if (named && f->owner != f->uid)
		*message = str_fmt(a, "the data folder is not of the user %.*s (setting `user`): chown -R %.*s %.*s", STR_ARG(c->user), STR_ARG(c->user), STR_ARG(c->dir));
	else if (to->root && !is_trial(c))
		*message = str_fmt(a, "nothing but a trial (listen on 127.0.0.1, no base_url) is served as root: make a system user (deploy/README.md) and give it the "
			"data folder with chown -R kenmin %.*s, or set `user = root` in %.*s/kenmin.conf if this container has no other user", STR_ARG(c->dir), STR_ARG(c->dir));
	else return OK;
	return ERR_DENIED;
}

enum err role_user_find(struct arena *a, const struct config *c, struct role_user *to, struct str *message)
{
	struct stat st;
	const struct passwd *u = c->user.n ? getpwnam(str_cz(a, c->user)) : NULL;
	if (stat(str_cz(a, c->dir), &st)) {
		*message = str_fmt(a, "there is no data folder %.*s", STR_ARG(c->dir));
		return ERR_NOT_FOUND;
	}
	struct user_facts f = { .me = geteuid(), .owner = st.st_uid, .owner_group = st.st_gid, .exists = u != NULL };
	if (u) f.uid = u->pw_uid, f.gid = u->pw_gid;
	return role_user_choose(a, c, &f, to, message);
}

enum err role_user_become(struct arena *a, const struct config *c, struct str *message)
{
	struct role_user to;
	enum err e = role_user_find(a, c, &to, message);
	if (e || !to.change) return e;
	bool ok = setgroups(0, NULL) == 0 && setresgid(to.gid, to.gid, to.gid) == 0 && setresuid(to.uid, to.uid, to.uid) == 0 && setuid(0) != 0;
	if (!ok) *message = S("could not give up root");
	return ok ? OK : ERR_DENIED;
}
