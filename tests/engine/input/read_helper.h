// Event files for tests: written to a temporary folder, read back as texts.
#pragma once

#include "engine/input/event_reader.h"
#include "engine/stream/input_error.h"

#include <string>
#include <vector>

namespace karst::test {

/// A file with these bytes that goes away with the object.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& bytes, const std::string& name = "events");
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string folder_;
    std::string path_;
};

struct ReadResult {
    std::string format;
    std::vector<std::string> texts;
    std::vector<std::uint64_t> lines;
    std::vector<InputProblem> problems;
    std::uint64_t skipped = 0;
};

/// Reads all events of a file with these bytes; `format` "": by content.
ReadResult read_events(const std::string& bytes, const std::string& format = "", std::size_t event_bytes = 16 << 20);

std::string gzip(const std::string& bytes);
std::string zstd(const std::string& bytes);

}  // namespace karst::test
