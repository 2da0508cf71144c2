/* Atom writer (atom.h). */
#include "feature/feed/atom.h"

#include "core/time.h"
#include "feature/feed/xml.h"

static void link_to(struct out *o, const char *rel, const char *type, struct url url)
{
	out_fmt(o, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
	xml_text(o, url.s);
	out_lit(o, "\"/>\n");
}

void atom_begin(struct out *o, const struct atom_feed *f)
{
	out_lit(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	           "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n");
	xml_element(o, "id", f->self.s);
	xml_element(o, "title", f->title);
	if (f->subtitle.n) xml_element(o, "subtitle", f->subtitle);
	xml_element(o, "updated", utc_iso(o->arena, f->updated));
	out_lit(o, "<author>");
	xml_element(o, "name", f->author);
	out_lit(o, "</author>\n");
	link_to(o, "self", "application/atom+xml", f->self);
	link_to(o, "alternate", "text/html", f->page);
}

void atom_entry(struct out *o, const struct atom_entry *e)
{
	out_lit(o, "<entry>\n");
	xml_element(o, "id", e->link.s);
	xml_element(o, "title", e->title);
	link_to(o, "alternate", "text/html", e->link);
	xml_element(o, "published", utc_iso(o->arena, e->published));
	xml_element(o, "updated", utc_iso(o->arena, e->updated > e->published ? e->updated : e->published));
	if (e->category.n) {
		out_lit(o, "<category term=\"");
		xml_text(o, e->category);
		out_lit(o, "\"/>\n");
	}
	if (e->summary.n) xml_element(o, "summary", e->summary);
	out_lit(o, "</entry>\n");
}

void atom_end(struct out *o)
{
	out_lit(o, "</feed>\n");
}
