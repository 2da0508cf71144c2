/* kenmin demo: fills a data folder with invented records for a trial. */
#include "command/commands.h"
#include "command/data.h"
#include "core/progress.h"
#include "feature/demo/demo.h"

enum { SCALE_MAX = 100 };

static void show(void *ctx, int64_t done, int64_t total)
{
	struct progress *p = ctx;
	p->total = total;
	progress_at(p, done);
}

int command_demo(struct command_line *l)
{
	struct data d;
	struct str scale = command_option(l, "scale");
	int64_t n = 1, records = 0;
	if (scale.n && !str_int(scale, 1, SCALE_MAX, &n)) return command_fail(l, EXIT_USAGE, "--scale is a number from 1 to %d", SCALE_MAX);
	int code = data_open(l, DATA_DB | DATA_KEYS | DATA_MASTERS, &d);
	if (code) return code;
	struct progress bar;
	progress_begin(&bar, "demo data", 0);
	struct demo_options o = { .db = d.db, .keys = d.keys, .masters = d.masters, .now = l->now, .scale = (int)n, .progress = show, .ctx = &bar };
	enum err e = demo_run(&o, &records);
	progress_end(&bar);
	if (e == ERR_CONFLICT) code = command_fail(l, EXIT_FAILED, "the demo data is there already: use a new folder (kenmin init)");
	else code = command_result(l, e, "the demo data");
	if (!code) command_say("%lld records of invented data", (long long)records);
	data_close(&d);
	return code;
}
