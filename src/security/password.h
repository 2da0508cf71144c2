/* Passwords: Argon2id (19 MiB, t = 2), and the hashes people bring from WordPress.
 *
 * Stored forms, told apart by their shape:
 *   native   $argon2id$...                    by password_hash()
 *   legacy   $P$ $H$ (phpass), $wp$2y$, $2y$ $2a$ $2b$ (bcrypt), 32 hex digits (md5): only between import
 *            and the job that wraps them (within the hour), sealed
 *   wrapped  legacy:SETTING:$argon2id$...     Argon2id over the legacy hash, with a new salt; SETTING is
 *            the legacy algorithm with its salt and cost, without its result
 * A legacy or wrapped password that was verified is to be hashed natively at once (*rehash).
 * Sources: field-and-peers.md D.6; WordPress wp-includes/class-phpass.php, pluggable.php (6.8); ASVS 5.0 V11.4.2.
 * Each verification costs about 50 ms and 19 MiB: callers bound how many run at once. Counting of
 * failures and locks is the account's business, not done here.
 */
#ifndef SECURITY_PASSWORD_H
#define SECURITY_PASSWORD_H

#include "core/err.h"
#include "security/secret.h"

enum { PASSWORD_MIN_CHARS = 8, PASSWORD_MAX_BYTES = 1024, PASSWORD_STORED_MAX = 256 };

/* The numbers are stored (member.password_form). */
enum password_form { PASSWORD_UNUSABLE = 0, PASSWORD_NATIVE = 1, PASSWORD_LEGACY = 2, PASSWORD_WRAPPED = 3 };
enum password_form password_form(struct str stored);

enum password_fault { PASSWORD_FINE, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_NOT_TEXT };
/* 8 characters to 1,024 bytes of UTF-8, no composition rule (spec README decision 12). */
enum password_fault password_rule(struct secret typed);

struct str password_hash(struct arena *, struct secret typed);
/* Wraps a legacy hash. STR_NONE when it is none that can ever be verified (then a reset by mail is the way). */
struct str password_wrap(struct arena *, struct str legacy);
/* True when `typed` is the password. *rehash: store password_hash(typed) instead of what is there.
 * Legacy forms compare what WordPress compared: the trimmed text, and, where it has quotes or
 * backslashes, the text with slashes added (field-and-peers.md D.6). Unusable forms cost the same time. */
MUST_USE bool password_verify(struct arena *, struct str stored, struct secret typed, bool *rehash);

#endif
