// Windows events as text, as Splunk's classic input writes them: a date, a header of key=value lines, and a message in which
// labels stand under headings.

#include "base/ascii.h"
#include "engine/extract/field_list.h"
#include "engine/text/key_value.h"
#include "engine/winevent/winevent_extractors.h"

#include <algorithm>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::size_t kMaxLabelLength = 80;

// Takes the next line off `text`, without its end.
std::string_view next_line(std::string_view& text) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == kNowhere ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r') {
        line.remove_suffix(1);
    }
    return line;
}

class WineventTextExtractor final : public ListExtractor {
public:
    bool begin(std::string_view text) override {
        fields_.clear();
        hints_ = {};
        hints_.sourcetype = "WinEventLog";
        heading_.clear();
        while (!text.empty()) {
            const auto rest = text;
            const auto line = next_line(text);
            const auto equals = line.find('=');
            if (equals == kNowhere) {
                continue;  // the date
            }
            const auto key = line.substr(0, equals);
            if (key == "Message") {
                const auto message = trimmed(rest.substr(equals + 1));
                add(key, message);
                read_message(message);
                break;
            }
            const auto value = trimmed(line.substr(equals + 1));
            add(key, value);
            if (key == "LogName") {
                hints_.channel = value;
            } else if (key == "ComputerName") {
                hints_.host = value;
            }
        }
        return true;
    }

    EventHints hints() const override { return hints_; }

private:
    void read_message(std::string_view message) {
        while (!message.empty()) {
            const auto rest = message;
            const auto line = next_line(message);
            const auto colon = line.find(':');
            const bool is_label = colon < kMaxLabelLength && (colon + 1 == line.size() || is_gap(line[colon + 1]));
            if (!is_label) {
                continue;
            }
            const bool indented = is_gap(line.front());
            const auto label = trimmed(line.substr(0, colon));
            auto value = trimmed(line.substr(colon + 1));
            if (!indented) {
                heading_ = value.empty() ? clean_key(label) : "";
            }
            if (value.empty()) {
                continue;
            }
            if (value.front() == '<') {
                value = block_from(value, rest, message);
            }
            add(label, value);
            if (indented && !heading_.empty()) {
                // Labels come under several headings; with the heading in front they are told apart.
                fields_.add(fields_.keep(heading_ + "_" + clean_key(label)), value);
            }
        }
    }

    // A value that is XML (the definition of a task) goes on to its last >; reading goes on after it.
    static std::string_view block_from(std::string_view value, std::string_view rest, std::string_view& message) {
        const auto begin = static_cast<std::size_t>(value.data() - rest.data());
        const auto end = rest.rfind('>');
        if (end == kNowhere || end < begin + value.size()) {
            return value;
        }
        message = rest.substr(end + 1);
        return rest.substr(begin, end + 1 - begin);
    }

    void add(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            if (auto clean = clean_key(name); !clean.empty()) {
                fields_.add(fields_.keep(std::move(clean)), value);
            }
        }
    }

    EventHints hints_;
    std::string heading_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_winevent_text_extractor() {
    return std::make_unique<WineventTextExtractor>();
}

}  // namespace karst
