#include "engine/input/json_splitter.h"

#include <array>
#include <cstring>

namespace karst {

namespace {

constexpr auto kInteresting = [] {
    std::array<bool, 256> table{};
    for (const unsigned char c : {'"', '{', '}', '[', ']'}) {
        table[c] = true;
    }
    return table;
}();

using Kind = DocumentHead::Kind;

}  // namespace

bool JsonSplitter::begins_event(char c) const {
    return c == (inside_ && document_.kind == Kind::Rows ? '[' : '{');
}

// What an object is that begins between events: one itself, or a document that carries some. Moves on to its first element.
JsonSplitter::Step JsonSplitter::open_object(std::string_view bytes, std::size_t& at, std::vector<Found>& found) {
    auto head = read_document_head(bytes, at);
    if (head.kind == Kind::None) {
        return Step::Event;
    }
    if (head.kind == Kind::Incomplete) {
        return Step::Return;
    }
    if (head.kind == Kind::Columns) {
        found.push_back({at, at, true});
        dropped_ = true;
        return Step::Event;
    }
    if (head.kind != Kind::Records && !found.empty()) {
        stopped_ = true;
        return Step::Return;
    }
    document_ = std::move(head);
    inside_ = true;
    at = document_.inner;
    return Step::GoOn;
}

std::size_t JsonSplitter::scan(std::string_view bytes, std::size_t from, std::vector<Found>& found) {
    std::size_t at = depth_ > 0 ? from + (resume_ - begin_) : from;
    std::size_t begin = from;
    stopped_ = false;
    while (at < bytes.size()) {
        if (depth_ == 0) {
            const char c = bytes[at];
            if (inside_ && c == ']') {
                // The rest of the document is passed over as an event that nobody wants would be.
                inside_ = false;
                dropped_ = true;
            } else if (!begins_event(c)) {
                // Between events: blanks, commas, the brackets of arrays. Anything else is passed over too; a line of it
                // would not be an event.
                ++at;
                continue;
            } else if (!inside_) {
                const auto step = open_object(bytes, at, found);
                if (step == Step::Return) {
                    begin_ = resume_ = 0;
                    return at;
                }
                if (step == Step::GoOn) {
                    continue;
                }
            }
            begin = at;
            depth_ = 1;
            in_string_ = false;
            ++at;
            continue;
        }
        if (in_string_) {
            const auto* quote = static_cast<const char*>(std::memchr(bytes.data() + at, '"', bytes.size() - at));
            if (quote == nullptr) {
                break;
            }
            const auto position = static_cast<std::size_t>(quote - bytes.data());
            std::size_t backslashes = 0;
            while (position - backslashes > begin && bytes[position - backslashes - 1] == '\\') {
                ++backslashes;
            }
            in_string_ = backslashes % 2 == 1;
            at = position + 1;
            continue;
        }
        while (at < bytes.size() && !kInteresting[static_cast<unsigned char>(bytes[at])]) {
            ++at;
        }
        if (at >= bytes.size()) {
            break;
        }
        const char c = bytes[at++];
        if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if (--depth_ == 0) {
            if (!dropped_) {
                found.push_back({begin, at, false});
            }
            dropped_ = false;
        }
    }
    if (depth_ == 0) {
        return bytes.size();
    }
    begin_ = begin;
    resume_ = in_string_ ? at : bytes.size();
    return begin;
}

}  // namespace karst
