#include "engine/winevent/evtx_xml.h"

#include "base/ascii.h"
#include "engine/winevent/evtx_values.h"

#include <algorithm>
#include <array>
#include <utility>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::array<std::pair<char, std::string_view>, 4> kEntities = {
    {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\'', "&apos;"}}};

class WindowsXml {
public:
    WindowsXml(std::span<const std::string> padded_numbers, std::string& out) : numbers_(padded_numbers), out_(out) {}

    void write(std::string_view xml) {
        std::size_t at = 0;
        bool opened = false;  // the last tag began an element
        while (at < xml.size()) {
            const auto tag = std::min(xml.find('<', at), xml.size());
            const bool closes = xml.substr(tag, 2) == "</";
            const auto text = xml.substr(at, tag - at);
            if (opened && closes) {
                write_value(text);
            } else if (!is_layout(text)) {
                out_ += text;
            }
            at = write_tag(xml, tag);
            const auto whole = xml.substr(tag, at - tag);
            opened = !closes && whole.size() > 2 && whole.substr(whole.size() - 2) != "/>";
        }
    }

private:
    // What libevtx puts between tags: a line end and some blanks.
    static bool is_layout(std::string_view text) { return text.find_first_not_of(kBlanks) == kNowhere; }

    // Gives where the tag ends.
    std::size_t write_tag(std::string_view xml, std::size_t at) {
        constexpr std::string_view kVerbatim = "<![CDATA[";
        if (xml.substr(at, kVerbatim.size()) == kVerbatim) {
            return copy(xml, at, end_of(xml, "]]>", at));
        }
        for (;;) {
            const auto next = xml.find_first_of("\">", at);
            if (next == kNowhere || xml[next] == '>') {
                return copy(xml, at, next == kNowhere ? xml.size() : next + 1);
            }
            copy(xml, at, next);
            const auto end = end_of_attribute(xml, next + 1);
            out_ += '\'';
            write_attribute(xml.substr(next + 1, end - next - 1));
            out_ += '\'';
            at = std::min(end + 1, xml.size());
        }
    }

    static std::size_t end_of(std::string_view xml, std::string_view mark, std::size_t from) {
        const auto found = xml.find(mark, from);
        return found == kNowhere ? xml.size() : found + mark.size();
    }
    std::size_t copy(std::string_view xml, std::size_t begin, std::size_t end) {
        out_ += xml.substr(begin, end - begin);
        return end;
    }

    // libevtx writes the value of an attribute as it is, quotation marks too: the one that ends it has the rest of the tag
    // behind it.
    static std::size_t end_of_attribute(std::string_view xml, std::size_t at) {
        for (at = xml.find('"', at); at != kNowhere; at = xml.find('"', at + 1)) {
            if (goes_on_with_tag(xml.substr(at + 1))) {
                return at;
            }
        }
        return xml.size();
    }
    static bool goes_on_with_tag(std::string_view rest) {
        if (rest.substr(0, 1) != " ") {
            return rest.substr(0, 1) == ">" || rest.substr(0, 2) == "/>";
        }
        const auto name = rest.find_first_of("=\"<> ", 1);
        return name != kNowhere && name > 1 && rest.substr(name, 2) == "=\"";
    }

    void write_attribute(std::string_view value) {
        if (value.find_first_of("&<>'") == kNowhere) {
            write_value(value);
            return;
        }
        for (const char c : value) {
            const auto* const entity =
                std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& one) { return one.first == c; });
            if (entity != kEntities.end()) {
                out_ += entity->second;
            } else {
                out_ += c;
            }
        }
    }

    void write_value(std::string_view value) {
        const bool padded = std::find(numbers_.begin(), numbers_.end(), value) != numbers_.end();
        out_ += padded ? without_zeros_in_front(value, room_) : value;
    }

    std::span<const std::string> numbers_;
    std::string& out_;
    std::string room_;
};

}  // namespace

void append_windows_xml(std::string_view xml, std::span<const std::string> padded_numbers, std::string& out) {
    WindowsXml(padded_numbers, out).write(xml);
}

}  // namespace karst
