/* Telling systemd how the service is (sd_notify(3)), without its library. */
#ifndef ROLE_NOTIFY_H
#define ROLE_NOTIFY_H

/* "READY=1", "STOPPING=1": a datagram to $NOTIFY_SOCKET; nothing when that is not set. */
void notify_systemd(const char *state);

#endif
