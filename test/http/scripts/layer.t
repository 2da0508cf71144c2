# The HTTP layer itself, on the small product of test/http/serve.c.
GET /page
status 200
header Content-Type: text/html; charset=utf-8
header Content-Security-Policy: default-src 'none'
header Vary: Accept-Encoding, Cookie
header ETag: W/"
has name="csrf"
no-header Set-Cookie
no-header Server

with Accept-Encoding: br
GET /page
header Content-Encoding: br
with If-None-Match: *
GET /page
status 304
no-header Content-Type
HEAD /page
status 200
hasnt csrf

GET /echo?a=%3Cb%3E&b=1&b=2
status 200
has q a=<b>
has q b=2
header Cache-Control: no-store
header X-Content-Type-Options: nosniff
GET /echo?a=1&a=2
status 400

# A form, as a page of ours sends it, and as a foreign one does.
POST /echo
status 403
GET /nowhere
status 404
header Cache-Control: no-store
has ページが見つかりません
GET /echo/%2e%2e/x
status 400
GET /echo/
status 301
header Location: /echo
POST /page a=b
status 405
header Allow: GET, HEAD
