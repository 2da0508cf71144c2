# Both sites as visitors meet them: what every page has, cookies, display settings, refusals.
GET /
status 200
header Content-Type: text/html; charset=utf-8
header Content-Security-Policy: default-src 'none'
header X-Frame-Options: DENY
header Cache-Control: no-cache
header ETag: W/"
no-header Set-Cookie
has <html lang="ja"
has name="csrf"
hasnt <script>

GET /aikasanet
status 301
header Location: /aikasanet/
GET /aikasanet/
status 200
has あいかさねっと
GET /groups/
status 301
header Location: /groups

GET /no-such-page
status 404
header Cache-Control: no-store
has <html lang="ja"
GET /groups/99999999
status 404
GET /groups?page=x&page=y
status 400
GET /groups?q=%00
status 400
GET /groups?q=%3Cscript%3Ealert(1)%3C/script%3E
status 200
hasnt <script>alert

# 文字サイズ・背景色: set by a form, kept in a cookie, shown on every page.
POST /settings/display size=l
status 303
header Set-Cookie: display=l.
header Set-Cookie: HttpOnly
header Set-Cookie: SameSite=Lax
header Location: /
with Referer: http://127.0.0.1:8080/groups?q=1
POST /settings/display back=black
status 303
header Location: /groups?q=1
with Referer: http://evil.example/groups
POST /settings/display back=black
header Location: /
with Cookie: display=l.black
GET /
has fs-l
has bg-black
with Cookie: display=evil"><script>
GET /
status 200
hasnt evil

# Without the token, and from elsewhere, nothing is taken.
with Sec-Fetch-Site: cross-site
POST /settings/display size=l
status 403
GET /asset/no-such-file.css
status 404

# Old addresses (rows of the invented data): with and without slash and query; unknown ones are not found.
GET /supernet-kiyaku/
status 301
header Location: /terms
GET /supernet-kiyaku
header Location: /terms
GET /supernet-kiyaku/?dtype=1
header Location: /terms
GET /boranet/boshu_d.php?no=1
status 301
header Location: /aikasanet/offers/1
GET /boranet201909/
header Location: /aikasanet/
GET /boshu/boshu99999999/
status 404
GET /?p=99999999
status 200
