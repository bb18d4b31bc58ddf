// Records of the Linux audit daemon: key=value pairs, some of them inside msg='…', the names that the daemon looked up after a
// group separator. Nothing is decoded: hexadecimal values stay as they are, as Splunk leaves them.

#include "base/ascii.h"
#include "engine/extract/field_list.h"

#include <algorithm>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::string_view kStamp = "audit(";
constexpr std::size_t kMaxFields = 512;

bool is_key_character(char c) {
    return is_word_character(c) || c == '-';
}

bool ends_value(char c) {
    return is_blank(c) || c == '\x1d' || c == '\'' || c == ',';
}

class AuditdExtractor final : public ListExtractor {
public:
    bool begin(std::string_view text) override {
        fields_.clear();
        host_ = {};
        for (std::size_t from = 0; fields_.fields().size() < kMaxFields;) {
            const auto equals = text.find('=', from);
            if (equals == kNowhere) {
                break;
            }
            auto key = equals;
            while (key > from && is_key_character(text[key - 1])) {
                --key;
            }
            from = take(text, text.substr(key, equals - key), equals + 1);
        }
        return true;
    }

    EventHints hints() const override {
        EventHints hints;
        hints.host = host_;
        return hints;
    }

private:
    // Gives where reading goes on.
    std::size_t take(std::string_view text, std::string_view key, std::size_t begin) {
        if (begin < text.size() && text[begin] == '\'') {
            return begin + 1;  // the pairs inside the quotation are the event's
        }
        if (begin < text.size() && text[begin] == '"') {
            const auto end = std::min(text.find('"', begin + 1), text.size());
            add(key, text.substr(begin + 1, end - begin - 1));
            return std::min(end + 1, text.size());
        }
        auto end = begin;
        while (end < text.size() && !ends_value(text[end])) {
            ++end;
        }
        if (key == "msg" && text.substr(begin, kStamp.size()) == kStamp) {
            end = std::max(end, std::min(text.find(')', begin), text.size() - 1) + 1);  // ausearch writes the time with a blank
        }
        auto value = text.substr(begin, end - begin);
        if (key == "msg" && !value.empty() && value.back() == ':') {
            value.remove_suffix(1);
        }
        add(key, value);
        if (key == "node") {
            host_ = value;
        }
        return end;
    }

    void add(std::string_view key, std::string_view value) {
        if (key.empty() || value.empty()) {
            return;
        }
        if (key.find('-') != kNowhere) {
            std::string clean(key);
            std::replace(clean.begin(), clean.end(), '-', '_');
            key = fields_.keep(std::move(clean));
        }
        if (!fields_.has(key)) {
            fields_.add(key, value);
        }
    }

    std::string_view host_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_auditd_extractor() {
    return std::make_unique<AuditdExtractor>();
}

}  // namespace karst
