// Events opened by their content: the one door from a source of bytes to a reader of its format.
#pragma once

#include "base/file_system.h"
#include "engine/input/event_reader.h"
#include "engine/stream/byte_source.h"
#include "engine/stream/input_error.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// Opens a source, which the reader may outlive. gzip and zstd are recognised by their first bytes. Throws InputError.
std::unique_ptr<EventReader> open_events(const ByteSource& source, const ReadOptions& options,
                                         const InputProblemSink& problems);

/// The files that the paths stand for: files and "-" as they are, directories recursively in sorted order. Throws InputError
/// for what does not exist.
std::vector<std::string> expand_inputs(const std::vector<std::string>& paths, const FileSystem& files = *real_file_system());

}  // namespace karst
