/* Site map writer (sitemap.h). */
#include "feature/feed/sitemap.h"

#include "core/time.h"
#include "feature/feed/xml.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SITEMAP_NS "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

void sitemap_begin(struct out *o)
{
	out_lit(o, XML_HEAD "<urlset " SITEMAP_NS ">\n");
}

void sitemap_url(struct out *o, struct url absolute, int64_t changed)
{
	out_lit(o, "<url><loc>");
	xml_text(o, absolute.s);
	out_lit(o, "</loc>");
	if (changed) {
		date_t d = date_in_japan(changed);
		out_fmt(o, "<lastmod>%04d-%02d-%02d</lastmod>", date_year(d), date_month(d), date_day(d));
	}
	out_lit(o, "</url>\n");
}

void sitemap_end(struct out *o)
{
	out_lit(o, "</urlset>\n");
}

void sitemap_index_begin(struct out *o)
{
	out_lit(o, XML_HEAD "<sitemapindex " SITEMAP_NS ">\n");
}

void sitemap_index_part(struct out *o, struct url absolute)
{
	out_lit(o, "<sitemap><loc>");
	xml_text(o, absolute.s);
	out_lit(o, "</loc></sitemap>\n");
}

void sitemap_index_end(struct out *o)
{
	out_lit(o, "</sitemapindex>\n");
}
