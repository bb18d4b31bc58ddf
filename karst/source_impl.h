// The inside of sources. Not installed.
#pragma once

#include "engine/scan/event_scan.h"
#include "engine/scan/row_inputs.h"
#include "engine/stream/byte_source.h"
#include "karst/engine_impl.h"
#include "karst/source.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst::api {

class Source::Impl {
public:
    std::string path;                         // of a file, which is opened by the engine's files
    std::shared_ptr<const ByteSource> bytes;  // of any other source
    std::optional<Table> rows;                // of a source of rows
    EventOrigin origin;
};

/// True when the sources are rows. Throws ArgumentError when only some of them are.
bool are_rows(const std::vector<Source>& sources);

/// The rows of the sources, one table after the other.
std::shared_ptr<const MemoryRows> memory_rows(const std::vector<Source>& sources);

/// The sources as a scan reads them.
std::vector<InputFile> input_files(const Engine::Impl& engine, const std::vector<Source>& sources);

}  // namespace karst::api
