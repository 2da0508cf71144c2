# Feeds, calendars, site map and the files of the host: what programs ask for.
GET /sitemap.xml
status 200
header Content-Type: application/xml; charset=utf-8
has <urlset
has /aikasanet/members/1</loc>
has /groups/
has /aikasanet/offers/calendar</loc>
hasnt aikasanet/search<
GET /sitemaps/fixed.xml
status 200
GET /sitemaps/0-0.xml
status 200
has /groups/
GET /sitemaps/99-0.xml
status 404
GET /sitemaps/x
status 404
GET /robots.txt
status 200
header Content-Type: text/plain; charset=utf-8
has Disallow: /kanri/
has Disallow: /aikasanet/search
has Sitemap: 
GET /security.txt
status 200
has Canonical: 
GET /.well-known/security.txt
status 200
has Contact: mailto:
has Expires: 20

GET /feeds/events.atom
status 200
header Content-Type: application/atom+xml; charset=utf-8
has <feed xmlns="http://www.w3.org/2005/Atom"
has <link rel="self"
has /events/
GET /feeds/events.atom?q=%E6%B8%85%E6%8E%83
status 200
has events.atom?q=%E6%B8%85%E6%8E%83
GET /feeds/events.ics
status 200
header Content-Type: text/calendar; charset=utf-8
has BEGIN:VCALENDAR
has BEGIN:VEVENT
has UID:event-
GET /feeds/events.ics?id=99999999
status 404
GET /feeds/grants.ics
status 200
has SUMMARY:締切：
GET /feeds/offers.atom
status 404
GET /aikasanet/feeds/offers.ics
status 200
has UID:offer-
GET /aikasanet/feeds/news.atom
status 200

# The lists lead to them, with their conditions.
GET /events?q=%E6%B8%85%E6%8E%83
has href="/feeds/events.atom?q=%E6%B8%85%E6%8E%83"
has href="/feeds/events.ics?q=%E6%B8%85%E6%8E%83"
GET /grants
has type="application/atom+xml"
has href="/feeds/grants.ics"
GET /aikasanet/offers
has href="/aikasanet/feeds/offers.atom"
