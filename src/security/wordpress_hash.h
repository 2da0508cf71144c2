/* The password hashes WordPress and its plugins wrote. Only for security/password.c. */
#ifndef SECURITY_WORDPRESS_HASH_H
#define SECURITY_WORDPRESS_HASH_H

#include "core/err.h"
#include "core/str.h"

/* Algorithm, cost and salt of a hash: "$P$B" + salt, "$wp$2y$10$" + salt, "$2y$10$" + salt, "md5". STR_NONE:
 * not a hash of these kinds, or with a cost we refuse (phpass over 2^20, bcrypt over 2^14). */
struct str wordpress_setting(struct str hash);
/* The whole hash of these password bytes under a setting; STR_NONE when it can not be made. */
struct str wordpress_hash(struct arena *, struct str setting, struct str password);
/* What PHP's trim() and addslashes() do. */
struct str php_trim(struct str);
struct str php_addslashes(struct arena *, struct str);

#endif
