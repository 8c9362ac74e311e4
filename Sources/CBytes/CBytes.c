// SwiftPM asks for a source file; all is in the header, to be inlined.
#include "CBytes.h"
