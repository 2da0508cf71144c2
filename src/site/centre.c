/* やまぐち県民活動支援センター: who runs both sites and how to reach it. */
#include "ui/site.h"

const struct centre centre = {
	.name = "やまぐち県民活動支援センター",
	.postal = "753-0064",
	.address = "山口県山口市神田町1-80 防長青年館2階",
	.tel = "083-934-4666",
	.mail = "yamas@kenmin.pref.yamaguchi.lg.jp",
	.open = "",
};
