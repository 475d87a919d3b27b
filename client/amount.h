/*
 * amount - numbers as people read them: a few digits and a unit
 *
 * Each is at most AMOUNT - 1 characters, and "-" when negative: not known.
 */
#ifndef CLIENT_AMOUNT_H
#define CLIENT_AMOUNT_H

#define AMOUNT	16		/* bytes */

void	 amount_count(double count, char out[AMOUNT]);	/* 950 12.3k 4.5M */
void	 amount_bytes(double bytes, char out[AMOUNT]);	/* 950B 12.3K 4.5M */
void	 amount_time(double us, char out[AMOUNT]);	/* 950us 12.3ms 4.5s */
void	 amount_span(double seconds, char out[AMOUNT]);	/* 4s 2:05 3h12m */

#endif
