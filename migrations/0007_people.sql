-- What people do on the sites (issue "People"): mail texts staff changed, and forms that were sent.

-- A text staff changed; without a row the program's own text counts (feature/mail/mail_text.c). site 0 = both.
CREATE TABLE mail_text (
	site INT NOT NULL,
	event TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	updated_at TIME NOT NULL,
	PRIMARY KEY (site, event)
) STRICT;

-- A form that was sent, by the random word it carried: the second sending of the same page finds its record here.
CREATE TABLE form_sent (
	nonce TEXT PRIMARY KEY,
	entity TEXT NOT NULL,
	record INT NOT NULL,
	sent_at TIME NOT NULL
) STRICT;
CREATE INDEX form_sent_sent_at ON form_sent (sent_at);
