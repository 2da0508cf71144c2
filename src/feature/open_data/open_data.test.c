/* No column of open data is closed, sealed or bookkeeping, whatever the tables become. */
#include "feature/open_data/open_data.h"
#include "test.h"

TEST(open_data_has_open_fields_only)
{
	size_t columns = 0;
	for (const struct dataset *d = datasets; d->name; d++) {
		for (ENTITY_FIELDS(d->entity, f)) {
			if (!open_data_field(d->entity, f)) continue;
			bool open = false;
			for (size_t k = 0; k < d->entity->kinds; k++) open = open || f->show[k] == OPEN;
			CHECK(open);
			CHECK(!(f->flags & (SECRET | HIDDEN)));
			CHECK(str_of(open_data_type(f)).n > 0);
			columns++;
		}
	}
	CHECK(columns > 60);
}

TEST(open_data_leaves_out_what_the_tables_mark)
{
	static const char *const closed[] = { "registrant_name", "registrant_mail", "requester_mail", "contact_person", "old_data", "minor_consent", "rep_kana" };
	for (const struct dataset *d = datasets; d->name; d++)
		for (size_t i = 0; i < COUNT_OF(closed); i++) {
			const struct field *f = entity_field(d->entity, closed[i]);
			CHECK(!f || !open_data_field(d->entity, f));
		}
}
