/*
 * control - reload, stop and status: what is done to a whole server
 */
#ifndef CLIENT_CONTROL_H
#define CLIENT_CONTROL_H

#include "client/link.h"

int	 control_reload(const struct target *target, int argc, char **argv);
int	 control_upgrade(const struct target *target, int argc, char **argv);
int	 control_stop(const struct target *target, int argc, char **argv);
int	 control_status(const struct target *target, int argc, char **argv);

#endif
