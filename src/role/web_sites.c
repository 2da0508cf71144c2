/* The sites this program serves, and who answers for addresses of the old ones. */
#include "feature/redirect/redirect_pages.h"
#include "role/web.h"
#include "site/aika/aika.h"
#include "site/super/super.h"

const struct web_sites web_sites = { &site_super, &site_aika, redirect_missing };
