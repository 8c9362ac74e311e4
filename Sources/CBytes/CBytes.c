// SwiftPM requires a source file.  Everything is in the header, to be inlined.
#include "CBytes.h"
