#include "cli/output/output_file.h"

#include "cli/output/usage_error.h"

#include <unistd.h>

#include <fstream>
#include <iostream>

namespace karst::cli {

OutputFile::OutputFile(const std::string& file) : name_(file), stream_(&std::cout) {
    if (file.empty() || file == "-") {
        terminal_ = ::isatty(STDOUT_FILENO) == 1;
        return;
    }
    file_ = std::make_unique<std::ofstream>(file, std::ios::binary | std::ios::trunc);
    if (!file_->good()) {
        throw UsageError(file + ": cannot be written");
    }
    stream_ = file_.get();
}

OutputFile::~OutputFile() = default;

void OutputFile::finish() {
    stream_->flush();
    if (!stream_->good()) {
        throw UsageError((file_ ? name_ : "standard output") + ": cannot be written");
    }
}

}  // namespace karst::cli
