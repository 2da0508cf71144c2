/* The name of the failing file layer in test builds (-DKENMIN_FAULTS), NULL (the usual one) in production. */
#ifndef STORE_SQLITE_FAULT_H
#define STORE_SQLITE_FAULT_H

const char *sqlite_fault_vfs(void);

#endif
