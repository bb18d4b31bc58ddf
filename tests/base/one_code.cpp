// Compiled by itself, with the code to be tried as KARST_CODE: tests/base/CMakeLists.txt.
#include "base/diagnostic_code.h"

karst::DiagnosticCode code() {
    return KARST_CODE;
}
