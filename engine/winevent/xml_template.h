// Events of one kind are written alike: between their values stands always the same text. A section of XML that was taken apart
// tag by tag once leaves its template, and the next one of its kind is read by comparing what stands between the values, and
// looking for where each of them ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace karst {

/// The name of a field, and which of the values of a section it has. A value may have several names, or none.
struct XmlField {
    std::string name;
    std::size_t value;
};

/// What a section of XML says.
struct XmlMatch {
    static constexpr std::uint32_t kNoTemplate = UINT32_MAX;

    std::vector<std::string_view> values;  // parts of the text, in its order; may be empty
    const std::vector<XmlField>* fields = nullptr;
    std::uint32_t template_number = kNoTemplate;  // that it was read by
    std::size_t end = 0;                          // where the section ends in the text
    std::string_view inside;                      // of the element that the section is of
};

class XmlTemplates {
public:
    /// What sections have in common whose templates are tried for each other.
    using Key = std::uint32_t;

    /// Reads a section that begins at `begin` by one of the templates that were learnt for `key`. False when none fits. The
    /// text must be readable kReadPadding past its end.
    bool read(std::string_view text, std::size_t begin, Key key, XmlMatch& match);

    /// Keeps the template of a section that was read in another way, for others with its key. (There are limits to how many are
    /// kept; a section with a value in which tags stand has no template.)
    void learn(std::string_view text, std::size_t begin, Key key, const XmlMatch& match);

private:
    struct Part {
        std::size_t before;  // so many bytes stand before the value
        char stop;           // the character that ends it
    };
    struct Template {
        std::vector<Part> parts;
        std::string between;  // what stands before the values and behind the last one, and some padding
        std::size_t after;    // so many bytes stand behind the last one
        std::vector<XmlField> fields;
        std::size_t inside_begin;  // from the beginning of the section
        std::size_t inside_end;    // from its end
    };
    static bool fits(const Template& known, std::string_view text, std::size_t begin, XmlMatch& match);

    std::deque<Template> templates_;  // readings point into them
    std::unordered_map<Key, std::vector<std::uint32_t>> by_key_;
};

}  // namespace karst
