// Event files opened by their content: the one door from a path to a reader of its format.
#pragma once

#include "engine/input/event_reader.h"
#include "engine/stream/input_error.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// Opens a file, or standard input for "-". gzip and zstd are recognised by their first bytes. Throws InputError.
std::unique_ptr<EventReader> open_events(const std::string& path, const ReadOptions& options, const InputProblemSink& problems);

/// The files that the paths stand for: files and "-" as they are, directories recursively in sorted order. Throws InputError
/// for what does not exist.
std::vector<std::string> expand_inputs(const std::vector<std::string>& paths);

}  // namespace karst
