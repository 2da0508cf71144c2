/* kenmin fields: the field tables of all entities (doc/fields.md) on standard output. */
#include "command/commands.h"
#include "feature/master/fields_doc.h"

int command_fields(struct command_line *l)
{
	struct out o = out_new(l->arena, 4 << 20);
	fields_print(&o);
	command_print(out_view(&o));
	return EXIT_OK;
}
