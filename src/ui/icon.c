/* The table of drawings: name -> template function of icon.html. */
#include "ui/icon.h"

#include <string.h>

#include "ui/icon.html.h"

static const struct {
	const char *name;
	void (*draw)(struct out *);
} icons[] = {
	{ "alert", icon_alert },
	{ "letters", icon_letters },
	{ "search", icon_search },
	{ "next", icon_next },
	{ "back", icon_back },
	{ "close", icon_close },
	{ "building", icon_building },
	{ "briefcase", icon_briefcase },
	{ "pencil", icon_pencil },
	{ "external", icon_external },
	{ "net", icon_net },
	{ "bell", icon_bell },
	{ "info", icon_info },
	{ "book", icon_book },
	{ "mail", icon_mail },
	{ "talk", icon_talk },
	{ "people", icon_people },
	{ "person", icon_person },
	{ "calendar", icon_calendar },
	{ "file", icon_file },
	{ "place", icon_place },
	{ "clock", icon_clock },
	{ "tag", icon_tag },
	{ "hand", icon_hand },
	{ "phone", icon_phone },
	{ "list", icon_list },
	{ "feed", icon_feed },
	{ "print", icon_print },
	{ "login", icon_login },
	{ "question", icon_question },
	{ "download", icon_download },
	{ "news", icon_news },
	{ "heart", icon_heart },
	{ "key", icon_key },
	{ "plus", icon_plus },
	{ "walk", icon_walk },
	{ "yen", icon_yen },
};

static void (*icon_find(const char *name))(struct out *)
{
	for (size_t i = 0; name && i < COUNT_OF(icons); i++) {
		if (strcmp(icons[i].name, name) == 0)
			return icons[i].draw;
	}
	return NULL;
}

void icon(struct out *o, const char *name)
{
	void (*draw)(struct out *) = icon_find(name);
	if (draw)
		draw(o);
}

bool icon_exists(const char *name)
{
	return icon_find(name) != NULL;
}
