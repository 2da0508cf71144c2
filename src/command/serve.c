/* kenmin serve, and the hidden kenmin role that it executes for each process. */
#include <stdlib.h>
#include <unistd.h>

#include "command/commands.h"
#include "command/data.h"
#include "role/role.h"
#include "role/user.h"

static int read_config(struct command_line *l, struct config *c, const char **file)
{
	struct str message = STR_NONE, given = command_option(l, "config"), listen = command_option(l, "listen");
	*file = given.n ? str_cz(l->arena, given) : NULL;
	enum err e = data_config(l->arena, command_option(l, "data"), *file, c, &message);
	if (e) return command_fail(l, e == ERR_NOT_FOUND ? EXIT_MISSING : EXIT_USAGE, "settings: %.*s", STR_ARG(message));
	if (listen.n) c->listen = listen;
	return EXIT_OK;
}

int command_serve(struct command_line *l)
{
	struct config c;
	struct data d;
	const char *file;
	struct str message = STR_NONE;
	int code = read_config(l, &c, &file);
	if (!code && access(str_cz(l->arena, c.dir), F_OK) == 0 && role_user_become(l->arena, &c, &message))
		code = command_fail(l, EXIT_FAILED, "%.*s", STR_ARG(message));
	if (!code) code = data_open(l, DATA_DB | DATA_KEYS, &d); /* says early and readably what the roles would only log */
	if (code) return code;
	data_close(&d);
	return supervisor_run(l->arena, &c, file);
}

int command_role(struct command_line *l)
{
	struct config c;
	const char *file;
	int code = read_config(l, &c, &file);
	if (code) return code;
	for (enum role_id id = 0; id < ROLE_COUNT; id++)
		if (str_is(l->operand[0], roles[id].name)) return role_main(id, l->arena, &c);
	return command_fail(l, EXIT_USAGE, "there is no such role (this command is for the supervisor, not for people)");
}
