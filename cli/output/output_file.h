// Destination of results: standard output, or a file.
#pragma once

#include <memory>
#include <ostream>
#include <string>

namespace karst::cli {

class OutputFile {
public:
    /// "" and "-" are standard output. Throws UsageError.
    explicit OutputFile(const std::string& file);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    std::ostream& stream() { return *stream_; }
    bool is_terminal() const { return terminal_; }
    /// Sends what was written on its way. Throws UsageError when it cannot be written.
    void finish();

private:
    std::string name_;
    std::unique_ptr<std::ostream> file_;
    std::ostream* stream_;
    bool terminal_ = false;
};

}  // namespace karst::cli
