/* 郵便番号 -> address, from data in the program (Debian's skkdic-extra at build time): no other server is asked. */
#ifndef FORM_POSTAL_H
#define FORM_POSTAL_H

#include "form/master.h"

enum { POSTAL_PLACES = 40 /* of one code at most */ };

struct postal_place {
	struct str pref, city; /* codes of the master lists; city "outside" outside of Yamaguchi */
	struct str rest;       /* what stands behind the city (town); outside of Yamaguchi with the city */
	struct str whole;      /* "山口県山口市神田町" */
};
/* The places of a code in any writing ("〒753-0064", "７５３００６４"); 0 = not known or no code. */
size_t postal_find(struct arena *, const struct masters *, struct str typed, struct postal_place *place, size_t max);

#endif
