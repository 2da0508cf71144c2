/* Which sites the web process serves (role/web.h). The one place where it meets the product. */
#include "feature/redirect/redirect_pages.h"
#include "role/web.h"
#include "site/aika/aika.h"
#include "site/super/super.h"

const struct web_sites web_sites = { &site_super, &site_aika, redirect_missing };
