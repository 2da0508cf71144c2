/* What a process holds for its pages: made once in role/, read-only afterwards, shared by threads. */
#ifndef UI_APP_H
#define UI_APP_H

#include "form/master.h"
#include "store/store.h"

struct keys; /* security/seal.h */
struct sink; /* store/sink.h: the one thing a GET may append to */
struct hash_gate; /* security/hash_gate.h */
struct page_clock; /* feature/search/page_clock.h */

struct app {
	struct db *db;
	const struct keys *keys;
	struct sink *sink;
	struct page_clock *page_clock;
	struct hash_gate *hash_gate;   /* before every password hash of a request */
	const struct masters *masters; /* current; feature code reads it once per request */
	struct str base_url;           /* "https://www.kenmin.pref.yamaguchi.lg.jp", no slash at the end */
	struct str mail_from;          /* sender of all mail; "" = the centre's address */
	const struct site *super, *aika;
};

#endif
