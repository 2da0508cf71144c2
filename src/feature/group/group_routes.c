/* Addresses of 団体・企業. */
#include "feature/group/group_routes.h"

#include "feature/group/group_pages.h"

const struct route group_routes[] = {
	{ "/groups", ANYONE, group_list, NULL,
		"q page sort kind* group_class* company_class* field* area* target_city* city* budget* feature* name rep_name purpose activity csr", 0 },
	{ "/groups/:id", ANYONE, group_show, NULL, NULL, 0 },
	{ 0 },
};
