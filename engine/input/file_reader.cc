#include "engine/input/file_reader.h"

#include <cstring>

namespace karst {

FileReader::FileReader(const InputFormat& format, ReaderParts parts) : EventReader(format), parts_(std::move(parts)) {}

bool FileReader::next(EventChunk& chunk) {
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

std::string_view without_mark(std::string_view text) {
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

std::uint64_t count_lines(std::string_view text) {
    std::uint64_t lines = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const auto* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        if (newline == nullptr) {
            break;
        }
        ++lines;
        at = newline + 1;
    }
    return lines;
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace karst
