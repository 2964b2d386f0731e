#include <libxml/xmlversion.h>
// Debian's libxml2 pulls in the system's ICU headers, which clash with those inside Foundation. Only the structure of an
// encoding handler depends on it, and we touch none.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/HTMLparser.h>
// The version at run time: a global variable of C, which Swift takes for shared and mutable.
static inline const char *chitieu_libxml2_version(void) { return xmlParserVersion; }
