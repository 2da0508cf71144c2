/* date_read, minute_read: whatever the bytes, a real date and a rest inside the text. */
#include "core/time.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n }, rest = text;
	date_t d = 0;
	int minute = 0;
	if (!utf8_valid(text)) return 0;
	if (date_read(text, &d, &rest)) {
		ASSERT(rest.n < text.n && rest.p + rest.n == text.p + text.n);
		ASSERT(date_day(d) ? date_ok(date_year(d), date_month(d), date_day(d)) : date_month(d) <= 12);
	}
	rest = text;
	if (minute_read(text, &minute, &rest)) ASSERT(minute >= 0 && minute < 2880 && rest.p + rest.n == text.p + text.n);
	return 0;
}
