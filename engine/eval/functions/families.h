// Families of eval functions: one table of rows for each heading of the Search Reference.
#pragma once

#include "engine/eval/function_spec.h"

namespace karst {

FunctionFamily text_functions();
FunctionFamily date_time_functions();
FunctionFamily conversion_functions();
FunctionFamily cryptographic_functions();
FunctionFamily mathematical_functions();
FunctionFamily trigonometry_functions();
FunctionFamily bitwise_functions();
FunctionFamily comparison_functions();
FunctionFamily informational_functions();
FunctionFamily multivalue_functions();
FunctionFamily json_functions();
FunctionFamily statistical_functions();

}  // namespace karst
