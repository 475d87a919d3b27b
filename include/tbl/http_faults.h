/*
 * http_faults - what can be wrong with an HTTP request, declared once
 *
 * HTTP_FAULT(id, status, sentence)
 *	id		gives HTTP_BAD_<id> of enum http_fault
 *	status		of the reply; the connection closes after it
 *	sentence	for a person
 */
HTTP_FAULT(EMPTY_LINE,	400, "empty lines stand before the request")
HTTP_FAULT(CONTROL,	400, "a line holds a control character")
HTTP_FAULT(LINE_END,	400, "a line does not end in CR LF")
HTTP_FAULT(METHOD,	400, "the method is not a token in upper case")
HTTP_FAULT(TARGET,	400, "the request target is malformed")
HTTP_FAULT(VERSION,	400, "the request line does not end in a version")
HTTP_FAULT(FOLD,	400, "a header goes on in the next line")
HTTP_FAULT(NAME,	400, "a header name is not a token and a colon")
HTTP_FAULT(REPEATED,	400, "a header that may come once comes again")
HTTP_FAULT(NO_HOST,	400, "the header Host is missing")
HTTP_FAULT(HOST,	400, "the header Host is malformed")
HTTP_FAULT(LENGTH,	400, "the header Content-Length is not a number")
HTTP_FAULT(TWO_LENGTHS,	400, "Content-Length stands beside Transfer-Encoding")
HTTP_FAULT(OLD_CHUNKED,	400, "HTTP/1.0 has no Transfer-Encoding")
HTTP_FAULT(CHUNK,	400, "a chunk is malformed")
HTTP_FAULT(TRAILER,	400, "a trailer is malformed")
HTTP_FAULT(BODY,	413, "the body is larger than the limit")
HTTP_FAULT(LONG_TARGET,	414, "the request target is longer than the limit")
HTTP_FAULT(EXPECT,	417, "only 100-continue can be expected")
HTTP_FAULT(LONG_HEAD,	431, "the headers are larger than the limit")
HTTP_FAULT(MANY_HEADERS, 431, "there are more headers than the limit")
HTTP_FAULT(TRAILERS,	431, "the trailers are larger than the limit")
HTTP_FAULT(CODING,	501, "the only transfer coding is chunked")
HTTP_FAULT(OLD_OR_NEW,	505, "the version is neither HTTP/1.0 nor HTTP/1.1")
#undef HTTP_FAULT
