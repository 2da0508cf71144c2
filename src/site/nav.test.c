/* あいかさねっと's navigation beside test/data/nav.txt (スーパーネット's is in super/super.test.c). */
#include "nav_check.h"
#include "site/aika/aika.h"
#include "test.h"
#include "ui/page.h"

TEST(aika_navigation_is_that_of_the_specification)
{
	nav_check(&site_aika, "aika");
}

/* Everything of the navigation is built: no entrance says 準備中. */
TEST(aika_entrances_are_built)
{
	struct app app = { .super = &site_aika, .aika = &site_aika };
	struct request req = { .site = &site_aika, .app = &app };
	static const char *const built[] = { "/", "/offers", "/members", "/register", "/register/individual", "/register/group", "/register/company", "/newsletter",
		"/newsletter/join", "/newsletter/leave", "/contact/form", "/forms", "/login", "/password", "https://page.line.me/789ubsdn" };
	for (size_t i = 0; i < COUNT_OF(built); i++)
		CHECK(!page_is_later(&req, built[i]));
	CHECK(!page_is_later(&req, "aika:/login"));
}
