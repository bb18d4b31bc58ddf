// The Common Event Format: CEF:0|vendor|product|version|signature|name|severity|key=value …, with or without a syslog header.

#include "base/ascii.h"
#include "engine/extract/field_list.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;

// Names as in Splunk's extraction for CEF.
constexpr std::array<std::string_view, 7> kHeader = {"cef_cefVersion", "cef_vendor", "cef_product", "cef_version",
                                                     "cef_signature",  "cef_name",   "cef_severity"};

bool is_key_character(char c) {
    return is_word_character(c) || c == '.';
}

class CefExtractor final : public ListExtractor {
public:
    bool begin(std::string_view text) override {
        fields_.clear();
        auto at = text.find("CEF:");
        if (at == kNowhere) {
            return false;
        }
        at += 4;
        for (const auto& name : kHeader) {
            const auto end = find_bare(text, at, '|');
            if (end == kNowhere) {
                return false;
            }
            add(name, text.substr(at, end - at));
            at = end + 1;
        }
        read_pairs(text.substr(at));
        name_labels();
        return true;
    }

private:
    static std::size_t find_bare(std::string_view text, std::size_t from, char wanted) {
        for (auto at = from; at < text.size(); ++at) {
            if (text[at] == '\\') {
                ++at;
            } else if (text[at] == wanted) {
                return at;
            }
        }
        return kNowhere;
    }

    // A value goes on to the blank before the next key. Not every product escapes the equals signs in it.
    void read_pairs(std::string_view text) {
        for (auto pair = find_pair(text, 0); pair.equals != kNowhere;) {
            const auto next = find_pair(text, pair.equals + 1);
            auto value = text.substr(pair.equals + 1, std::min(next.key, text.size()) - pair.equals - 1);
            while (!value.empty() && is_blank(value.back())) {
                value.remove_suffix(1);
            }
            add(text.substr(pair.key, pair.equals - pair.key), value);
            pair = next;
        }
    }

    struct Pair {
        std::size_t key = kNowhere;
        std::size_t equals = kNowhere;
    };

    // The next key with a blank before it and an equals sign behind.
    static Pair find_pair(std::string_view text, std::size_t from) {
        for (auto equals = find_bare(text, from, '='); equals != kNowhere; equals = find_bare(text, equals + 1, '=')) {
            auto key = equals;
            while (key > from && is_key_character(text[key - 1])) {
                --key;
            }
            if (key < equals && (key == 0 || is_blank(text[key - 1]))) {
                return {key, equals};
            }
        }
        return {};
    }

    // cs1Label=Reason cs1=x is the field Reason.
    void name_labels() {
        constexpr std::string_view kLabel = "Label";
        const auto fields = fields_.fields();
        if (fields.size() > 512) {
            return;
        }
        for (const auto& field : fields) {
            if (field.name.size() <= kLabel.size() || field.name.substr(field.name.size() - kLabel.size()) != kLabel) {
                continue;
            }
            const auto* value = fields_.find(field.name.substr(0, field.name.size() - kLabel.size()));
            if (value != nullptr) {
                std::string name(field.value);
                std::replace_if(
                    name.begin(), name.end(), [](char c) { return !is_key_character(c); }, '_');
                fields_.add(fields_.keep(std::move(name)), *value);
            }
        }
    }

    void add(std::string_view name, std::string_view value) {
        if (value.empty()) {
            return;
        }
        if (value.find('\\') != kNowhere) {
            std::string plain;
            for (std::size_t at = 0; at < value.size(); ++at) {
                const bool escape = value[at] == '\\' && at + 1 < value.size();
                at += escape ? 1 : 0;
                plain += escape && value[at] == 'n' ? '\n' : escape && value[at] == 'r' ? '\r' : value[at];
            }
            value = fields_.keep(std::move(plain));
        }
        fields_.add(name, value);
    }
};

}  // namespace

std::unique_ptr<FieldExtractor> make_cef_extractor() {
    return std::make_unique<CefExtractor>();
}

}  // namespace karst
