/* Looking up built-in files (http/asset.h). Sending them is http/'s static route. */
#include "http/asset.h"

static const struct asset *by_name(struct str name)
{
	size_t low = 0, high = asset_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int c = str_cmp(name, asset_table[middle].name);
		if (c == 0) return &asset_table[middle];
		if (c < 0) high = middle;
		else low = middle + 1;
	}
	return NULL;
}

const struct asset *asset_find(struct str path, bool *forever)
{
	*forever = false;
	const struct asset *plain = by_name(path);
	if (plain) return plain;
	for (size_t i = 0; i < asset_count; i++) {
		if (!str_eq(asset_table[i].hashed, path)) continue;
		*forever = true;
		return &asset_table[i];
	}
	return NULL;
}

struct url asset_url(const char *name)
{
	const struct asset *a = by_name(str_of(name));
	ASSERT(a);
	return (struct url){ a->address };
}
