/* XML text for feeds and site maps: escaping, and dropping what XML 1.0 can not hold at all.
 *
 * Not HTML (html/write.h): a control character that a browser would ignore makes a whole feed
 * unreadable for every reader, so xml_text() leaves out all characters outside XML 1.0's Char.
 */
#ifndef FEATURE_FEED_XML_H
#define FEATURE_FEED_XML_H

#include "core/out.h"

/* & < > " ' escaped; may stand in text and in quoted attributes. */
void xml_text(struct out *, struct str);
/* <name>text</name>; the name is a literal of ours. */
void xml_element(struct out *, const char *name, struct str text);

#endif
