/* The command line: finds the command and calls it. Commands themselves live in role/ and import/. */
#include <stdio.h>

int main(int argc, char **argv)
{
	(void)argv;
	fprintf(argc > 1 ? stderr : stdout, "usage: kenmin COMMAND [--help]\n");
	return argc > 1 ? 2 : 0;
}
