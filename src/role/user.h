/* Which system user the serving processes run as when they were started by root (setting `user`).
 *
 *   `user`      | data folder's owner | what happens
 *   a name      | that user           | the processes become it
 *   a name      | somebody else       | refused, and so is a name that does not exist
 *   root        | anybody             | they stay root (a container that has no other user)
 *   (empty)     | not root            | they become the owner
 *   (empty)     | root                | a trial (`listen` on 127.0.0.1 or [::1], no `base_url`): they stay root; else refused
 * Nobody serves the world as root by oversight.
 */
#ifndef ROLE_USER_H
#define ROLE_USER_H

#include <sys/types.h>

#include "role/config.h"

/* What the decision rests on. */
struct user_facts {
	uid_t me, owner;     /* who we are; whose the data folder is */
	gid_t owner_group;
	bool exists;         /* the user of the settings, and its numbers */
	uid_t uid;
	gid_t gid;
};
struct role_user {
	uid_t uid;
	gid_t gid;
	bool change;         /* root is to be given up for these */
	bool root;           /* root stays */
};
/* ERR_DENIED and *message (English, what to do) when the start is refused. */
MUST_USE enum err role_user_choose(struct arena *, const struct config *, const struct user_facts *, struct role_user *, struct str *message);
/* The same with the facts of this machine. */
MUST_USE enum err role_user_find(struct arena *, const struct config *, struct role_user *, struct str *message);
/* The same, and gives root up for good where that is the answer. kenmin serve does so before anything else (its
 * listening address must then be one that needs no root), and every role once more. */
MUST_USE enum err role_user_become(struct arena *, const struct config *, struct str *message);

#endif
