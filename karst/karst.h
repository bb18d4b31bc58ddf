// The library: everything that programs which embed karst include. docs/library.md shows how it is used.
//
// The names are those of namespace karst: karst::Engine, karst::RuleSet, karst::Detector …
#pragma once

#include "karst/detector.h"
#include "karst/diagnostic.h"
#include "karst/diagnostic_table.h"
#include "karst/engine.h"
#include "karst/error.h"
#include "karst/explain.h"
#include "karst/fields.h"
#include "karst/files.h"
#include "karst/finding.h"
#include "karst/json.h"
#include "karst/lint.h"
#include "karst/log.h"
#include "karst/reference.h"
#include "karst/result.h"
#include "karst/rule_set.h"
#include "karst/run_options.h"
#include "karst/search.h"
#include "karst/source.h"
#include "karst/test.h"

namespace karst {

// The engine's own parts have types of the same names (a row of a batch, a finding of a rule); those are not installed.
using namespace api;  // NOLINT(google-build-using-namespace)

}  // namespace karst
