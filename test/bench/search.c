/* How long the index and the search take.  make bench && build/bench/search [records] | build/bench/search DIR
 *
 * Without DIR: fills a database in a temporary folder with grants of random words (8,552 as on the old site) and
 * measures filling and searching. With DIR: searches the grants of that data folder (after an import).
 * CPU time of the process; the median of 21 runs.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "feature/grant/grant.h"
#include "feature/search/search.h"
#include "store/store.h"

enum { RUNS = 21, BATCH = 500, NOW = 1795600000 };

static double cpu_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void must(enum err e, const char *what)
{
	if (!e) return;
	fprintf(stderr, "%s: %s\n", what, err_text(e));
	exit(1);
}

/* ---- filling ---- */

static uint64_t seed = 88172645463325252u;

static uint64_t chance(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % below;
}

static const char *const words[] = {
	"助成金", "山口県", "子ども", "食堂", "活動", "団体", "地域", "福祉", "環境", "対象", "事業", "募集", "応募", "期間", "費用", "支援", "ボランティア",
	"NPO法人", "財団", "基金", "市民", "まちづくり", "高齢者", "障害者", "防災", "文化", "芸術", "国際", "交流", "学校", "教育", "研究", "健康", "医療", "自然",
	"海", "森林", "保護", "女性", "若者", "2026年度", "上限", "50万円", "申請書", "提出", "郵送", "メール", "締切", "選考", "結果", "通知", "報告", "を", "の",
	"に", "は", "が", "で", "と", "から", "まで", "する", "します", "ください", "について", "など", "ための", "、", "。", "・",
};

static struct str text(struct arena *a, size_t n)
{
	struct out o = out_new(a, 1 << 20);
	while (n--) out_str(&o, str_of(words[chance(COUNT_OF(words)) * chance(COUNT_OF(words)) / COUNT_OF(words)])); /* some words more often */
	return out_view(&o);
}

static void fill_some(struct db *db, const struct masters *m, struct arena *a, int64_t n)
{
	struct db_write *w;
	must(db_write_begin(db, &w), "begin");
	for (int64_t i = 0; i < n; i++) {
		struct grant g = { .record = { .site = SITE_SUPER, .state = chance(20) ? STATE_PUBLISHED : STATE_DRAFT,
			.published_at = NOW - (int64_t)chance(300000000) } };
		g.title = text(a, 6);
		g.organizer = text(a, 3);
		g.content = text(a, 180);
		g.purpose = text(a, 30);
		g.field = (int64_t)(chance(1 << 20) & chance(1 << 20));
		g.area = (int64_t)chance(6);
		g.apply_to = 20150101 + (int64_t)chance(12) * 10000 + (int64_t)chance(12) * 100 + (int64_t)chance(28);
		must(entity_save(w, a, NULL, &grant_entity, &g, NOW), "save");
		must(search_put(w, a, m, &grant_entity, &g), "index");
	}
	must(db_write_commit(w), "commit");
	arena_clear(a);
}

static void fill(struct db *db, const struct masters *m, int64_t records)
{
	struct arena *a = arena_new();
	double start = cpu_ms();
	for (int64_t left = records; left > 0; left -= BATCH) fill_some(db, m, a, left < BATCH ? left : BATCH);
	must(db_maintain(db, UPKEEP_OPTIMIZE), "optimize");
	must(db_maintain(db, UPKEEP_CHECKPOINT), "checkpoint");
	printf("%-44s %8.0f ms\n", "saving and indexing all records", cpu_ms() - start);
	arena_free(a);
}

/* ---- searching ---- */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void measure(struct db *db, const struct masters *m, const char *what, const struct search *s)
{
	struct arena *a = arena_new();
	double ms[RUNS];
	int64_t total = 0;
	for (int i = 0; i < RUNS; i++) {
		struct db_read *r;
		struct search_result *result = ARENA_NEW(a, struct search_result);
		double start = cpu_ms();
		must(db_read_begin(db, &r), "read");
		must(search_run(r, a, m, s, result), what);
		db_read_done(r);
		ms[i] = cpu_ms() - start;
		total = result->total;
		arena_clear(a);
	}
	qsort(ms, RUNS, sizeof(*ms), by_size);
	printf("%-44s %8.2f ms %8lld found\n", what, ms[RUNS / 2], (long long)total);
	arena_free(a);
}

static void measure_all(struct db *db, const struct masters *m)
{
	static const struct { const char *name, *words, *field, *order; int64_t bits; int64_t page; } cases[] = {
		{ "all, with counts", "", NULL, NULL, 0, 1 },
		{ "all, page 200", "", NULL, NULL, 0, 200 },
		{ "all, by deadline", "", NULL, "apply_to DESC, id DESC", 0, 1 },
		{ "two characters: 助成", "助成", NULL, NULL, 0, 1 },
		{ "one character: 山", "山", NULL, NULL, 0, 1 },
		{ "a phrase: 子ども食堂", "子ども食堂", NULL, NULL, 0, 1 },
		{ "three words: 助成金 地域 活動", "助成金 地域 活動", NULL, NULL, 0, 1 },
		{ "letters: npo", "ＮＰＯ", NULL, NULL, 0, 1 },
		{ "nothing: 存在しない語句", "存在しない語句", NULL, NULL, 0, 1 },
		{ "a field of activity", "", "field", NULL, 4, 1 },
		{ "助成 in a field, by deadline", "助成", "field", "apply_to DESC, id DESC", 6, 3 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct search s = { .entity = &grant_entity, .site = SITE_SUPER, .now = NOW, .want_counts = true, .words = str_of(cases[i].words),
			.order = cases[i].order, .page = cases[i].page };
		if (cases[i].field) s.filter[s.filters++] = (struct search_filter){ .field = entity_field(&grant_entity, cases[i].field), .bits = cases[i].bits };
		measure(db, m, cases[i].name, &s);
	}
}

static void measure_everything(struct db *db, const struct masters *m)
{
	static const char *const queries[] = { "助成", "子ども食堂", "山", "活動", "相談", "掲載登録", "海岸の清掃", "助成金 地域 活動", "の", "存在しない語句", "まちづくり 存在しない" };
	static const enum site_id sites[] = { SITE_SUPER, SITE_AIKA };
	struct arena *a = arena_new();
	for (size_t i = 0; i < 2 * COUNT_OF(queries); i++) {
		struct search_wish wish = { .site = sites[i % 2], .words = str_of(queries[i / 2]), .now = NOW, .page = 1 };
		double ms[RUNS];
		int64_t total = 0;
		for (int k = 0; k < RUNS; k++) {
			struct db_read *r;
			struct search_hits *hits = ARENA_NEW(a, struct search_hits);
			double start = cpu_ms();
			must(db_read_begin(db, &r), "read");
			must(search_all(r, a, m, &wish, hits), "search_all");
			db_read_done(r);
			ms[k] = cpu_ms() - start;
			total = hits->total;
			arena_clear(a);
		}
		qsort(ms, RUNS, sizeof(*ms), by_size);
		printf("everything on site %d: %-22s %8.2f ms %8lld found\n", (int)wish.site, queries[i / 2], ms[RUNS / 2], (long long)total);
	}
	arena_free(a);
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st, (void)flag, (void)ftw;
	return remove(path);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	char folder[] = "/tmp/kenmin-bench-XXXXXX";
	int64_t records = 8552;
	bool given = argc > 1 && !str_int(str_of(argv[1]), 1, 10000000, &records);
	if (!given && !mkdtemp(folder)) return 1;
	struct db_config c = { .dir = given ? argv[1] : folder };
	struct db *db = NULL;
	struct db_read *r;
	struct masters *m = NULL;
	int applied;
	must(db_open(a, &c, &db), "open");
	must(db_migrate(db, &applied), "migrate");
	must(db_read_begin(db, &r), "read");
	must(masters_load(r, a, &m), "masters");
	db_read_done(r);
	if (!given) fill(db, m, records);
	measure_all(db, m);
	measure_everything(db, m);
	db_close(db);
	if (!given) nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(a);
	return 0;
}
