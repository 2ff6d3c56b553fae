#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, and its headers would include those of the system's, which define again what
// Foundation's own ICU defines: no module may see both. Only two pointers at the end of xmlCharEncodingHandler depend on it,
// which nobody here makes or reads.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
