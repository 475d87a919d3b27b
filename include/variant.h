/*
 * variant - builds that are wrong on purpose, for proofs and measurements
 *
 *	NAIVE_COMMIT	socket positions are stored after the call, by us
 *	NO_HOTLOG	an edit is committed by its connection's row alone
 *	PLAIN_IO	both, in private memory: what a server does that does
 *			not expect its processes to be killed
 *	NO_COUNTING	no request is counted, timed, sampled or told of
 *
 * The first two lose what they must be caught losing (tests/chaos); the third
 * is what the commit machinery is measured against (bench/commit.sh), the last
 * what operators' figures are (bench/counting.sh).  None is for serving
 * anybody.
 */
#ifndef VARIANT_H
#define VARIANT_H

#ifdef PLAIN_IO
#define NAIVE_COMMIT
#define NO_HOTLOG
#define VARIANT_SHARED	0
#else
#define VARIANT_SHARED	1	/* rings are in the segment, cuts in two */
#endif

#ifdef NO_COUNTING
#define VARIANT_COUNTS	0
#else
#define VARIANT_COUNTS	1	/* operators learn of each request */
#endif

#ifdef NAIVE_COMMIT
#define VARIANT_SLOT	0
#else
#define VARIANT_SLOT	1	/* the kernel writes the position's record */
#endif

#ifdef NO_HOTLOG
#define VARIANT_HOTLOG	0
#else
#define VARIANT_HOTLOG	1	/* an edit is committed by its record */
#endif

#endif
