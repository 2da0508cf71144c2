/* あいかさねっと's navigation beside test/data/nav.txt (スーパーネット's is in super/super.test.c). */
#include "nav_check.h"
#include "site/aika/aika.h"
#include "test.h"

TEST(aika_navigation_is_that_of_the_specification)
{
	nav_check(&site_aika, "aika");
}
