// The fields of events: what karst sees in them, by sourcetype.
#pragma once

#include "karst/engine.h"
#include "karst/run_options.h"
#include "karst/source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst::api {

struct FieldUse {
    std::string field;
    std::string origin;  // extracted, alias, calculated, lookup …
    std::uint64_t events = 0;
    double coverage = 0;                // of the events of the sourcetype
    std::vector<std::string> examples;  // a few different values
};

struct SourcetypeFields {
    std::string sourcetype;
    std::uint64_t events = 0;
    std::vector<FieldUse> fields;  // by name
};

/// Reads all events once. Throws ArgumentError and InputError.
std::vector<SourcetypeFields> survey_fields(const Engine& engine, const std::vector<Source>& sources,
                                            const RunOptions& options = {});

}  // namespace karst::api
