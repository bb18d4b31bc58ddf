#include "engine/input/file_reader.h"
#include "base/text_lines.h"

#include <cstring>

namespace karst {

FileReader::FileReader(const InputFormat& format, ReaderParts parts) : EventReader(format), parts_(std::move(parts)) {}

bool FileReader::next(EventBatch& chunk) {
    chunk.events.clear();
    while (chunk.events.empty() && !(ended_ && exhausted_)) {
        if (exhausted_ && started_) {
            ended_ = !parts_.pieces.next(parts_.pieces.text().size() - at_);
            at_ = 0;
        } else if (!started_) {
            const auto first = parts_.pieces.text();
            at_ = parts_.options.lines.begin == 0 ? first.size() - without_mark(first).size() : 0;
        }
        started_ = true;
        bytes_ = parts_.pieces.total();
        const auto text = parts_.pieces.text();
        exhausted_ = true;
        const auto from = at_;
        at_ = cut(text, at_, chunk);
        dropping_ = dropping_ && at_ == from;
        if (exhausted_ && text.size() - at_ > parts_.options.event_bytes) {
            if (!dropping_) {
                skip_event(line_, "an event larger than " + std::to_string(parts_.options.event_bytes) + " bytes; skipped");
            }
            dropping_ = true;
            drop(text.substr(at_));
            at_ = text.size();
        }
    }
    lines_ = line_ - 1;
    chunk.buffer = parts_.pieces.buffer();
    return !chunk.events.empty();
}

void FileReader::skip_event(std::uint64_t line, const std::string& why) {
    ++skipped_;
    report(line, why);
}

void FileReader::report(std::uint64_t line, const std::string& why) {
    parts_.problems({parts_.path, line, why});
}

}  // namespace karst
