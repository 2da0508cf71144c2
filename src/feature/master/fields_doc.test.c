/* doc/fields.md is what the tables say now. Run from the repository's root. */
#include "feature/master/fields_doc.h"

#include <stdio.h>

#include "test.h"

TEST(fields_doc_is_up_to_date)
{
	struct out o = out_new(test_arena(), 1 << 20), file = out_new(test_arena(), 1 << 20);
	char buf[4096];
	size_t n;
	fields_print(&o);
	CHECK(out_ok(&o));
	FILE *f = fopen("doc/fields.md", "rb");
	CHECK(f != NULL); /* make the file with: kenmin fields > doc/fields.md */
	if (!f) return;
	while ((n = fread(buf, 1, sizeof buf, f)) > 0) out_bytes(&file, buf, n);
	fclose(f);
	CHECK(str_eq(out_view(&o), out_view(&file)));
	CHECK(str_find(out_view(&o), S("※「対象エリア」で「山口県内市町」を選択したら必須")) != SIZE_MAX);
	CHECK(str_find(out_view(&o), S("| 38 | 登録要件 | `requirement` | 一覧からいくつでも | 必須 | 必須 | — | 非公開 |")) != SIZE_MAX);
}
