/* The functions behind the rows of src/app.c; what each does is its row's summary. */
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

#include "command/command.h"

int command_init(struct command_line *);
int command_serve(struct command_line *);
int command_role(struct command_line *);
int command_import_wordpress(struct command_line *);
int command_import_inspect(struct command_line *);
int command_import_csv(struct command_line *);
int command_publish(struct command_line *);
int command_demo(struct command_line *);
int command_migrate(struct command_line *);
int command_check(struct command_line *);
int command_key_rotate(struct command_line *);
int command_routes(struct command_line *);
int command_fields(struct command_line *);
int command_roles(struct command_line *);
int command_doc_files(struct command_line *);

#endif
