/*
 * former - what an installation of the old goxel-daemon brings along
 *
 * Its manuals name variables of the environment, which it never read, and
 * three formats of a settings file, none of which it ever read either.  The
 * variables hold here, as other names of settings; a file in one of the
 * formats is refused with words that help.
 */
#ifndef MASTER_FORMER_H
#define MASTER_FORMER_H

/*
 * The first of the old variables for a setting that has a value, as a number
 * from 1; 0: there is none.
 */
unsigned	 former_variable(const char *setting);
const char	*former_name(unsigned variable);

/*
 * The word that a setting knows for one of the environment: "TRUE" is yes,
 * "warning" is warn.  Any other value as it is.
 */
const char	*former_word(const char *setting, const char *value);

/* What to say of a line of a file in JSON, YAML or sections; NULL: it is none
 * of these. */
const char	*former_format(const char *line);

#endif
