#include "base/yaml/yaml_document.h"

#include "base/ascii.h"
#include "base/yaml/scalar_map.h"
#include "base/yaml/yaml_block_reader.h"
#include "base/yaml/yaml_characters.h"
#include "base/yaml/yaml_lenience.h"
#include "base/yaml/yaml_syntax_error.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

namespace karst {

namespace {

// Tags that say nothing which the text does not say already.
bool is_plain_tag(std::string_view tag) {
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    if (tag.empty() || tag == "?" || tag == "!") {
        return true;
    }
    if (tag.substr(0, kCore.size()) != kCore) {
        return false;
    }
    const auto name = tag.substr(kCore.size());
    return name == "str" || name == "int" || name == "float" || name == "bool" || name == "null" || name == "map" ||
           name == "seq" || name.empty();
}

bool is_null_word(std::string_view text) {
    constexpr std::array<std::string_view, 5> kWords = {"", "~", "null", "Null", "NULL"};
    return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

// yaml-cpp writes the escapes \N and \_ as the single bytes 0x85 and 0xA0; all other text is UTF-8.
std::string mend_escapes(const std::string& text) {
    std::string mended;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if ((byte & 0xC0) == 0x80) {
            mended += '\xC2';
        }
        const std::size_t size = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        mended.append(text, at, size);
        at += size;
    }
    return mended;
}

// Builds the tree out of the parser's events, with a stack of its own: a node moves into its parent when it is complete.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const std::shared_ptr<const SourceFile>& file, const YamlLimits& limits)
        : file_(file), limits_(limits), lenience_(file_), begin_(file->text.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0) {}

    YamlNode take_root() {
        if (last_quoted_ != std::string::npos) {
            lenience_.check_closed(last_quoted_);
        }
        lenience_.check_last_line();
        return std::move(root_);
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        const auto offset = offset_of(mark);
        if (!has_root_) {
            lenience_.check_directives(begin_, offset);
            return;
        }
        lenience_.check_directives(std::min(text().find('\n', last_event_), offset), offset);
        // Whatever stands behind the end of the outermost list or map is another document for yaml-cpp.
        if (!is_marked_document(offset)) {
            throw DiagnosticError(explain_yaml_remainder(file_, offset));
        }
        fail("yaml-unsupported", offset, "a second YAML document in the file",
             "only one is read: move it to a file of its own");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto offset = offset_of(mark);
        const auto content = content_start(offset);
        const auto word = null_word(content);
        check_key_without_colon(offset);
        check_absent(content, word);
        last_event_ = offset;
        YamlNode node;
        node.offset = static_cast<std::uint32_t>(word.empty() && anchor == 0 ? blanks_start(offset) : offset);
        // As a key even `null` is a word: a lookup of a pack may well have a row of that name.
        if (awaits_key()) {
            node.kind = YamlNode::Kind::Scalar;
            node.offset = static_cast<std::uint32_t>(content);
            node.text = word;
        }
        if (!word.empty()) {
            check_indentation(offset);
        }
        add(std::move(node), anchor);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto offset = last_event_ = offset_of(mark);
        const auto found = anchored_.find(anchor);
        if (found == anchored_.end()) {
            fail("yaml-unsupported", offset, "an alias inside the node that it stands for");
        }
        check_indentation(offset);
        charge(found->second, stack_.size(), offset);
        YamlNode copy = found->second;
        add(std::move(copy), 0);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        const auto offset = last_event_ = offset_of(mark);
        check_tag(offset, tag);
        check_indentation(offset);
        YamlNode node;
        node.kind = YamlNode::Kind::Scalar;
        node.offset = static_cast<std::uint32_t>(content_start(offset));
        node.style = style_at(node.offset);
        node.text = node.style == YamlNode::Style::DoubleQuoted ? mend_escapes(value) : value;
        if (node.style == YamlNode::Style::Plain && !in_brackets()) {
            lenience_.check_further_lines(node);
        } else if (node.style == YamlNode::Style::DoubleQuoted) {
            lenience_.check_escapes(node);
        }
        const bool quoted = node.style == YamlNode::Style::SingleQuoted || node.style == YamlNode::Style::DoubleQuoted;
        last_quoted_ = quoted ? node.offset : std::string::npos;
        add(std::move(node), anchor);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        start(YamlNode::Kind::Sequence, offset_of(mark), tag, anchor, style == YAML::EmitterStyle::Flow);
    }
    void OnSequenceEnd() override { finish(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        start(YamlNode::Kind::Map, offset_of(mark), tag, anchor, style == YAML::EmitterStyle::Flow);
    }
    void OnMapEnd() override {
        check_keys(stack_.back().node);
        finish();
    }

    // Marks count bytes, but not those of a byte order mark.
    std::size_t offset_of(const YAML::Mark& mark) const {
        return mark.pos < 0 ? begin_ : std::min(begin_ + static_cast<std::size_t>(mark.pos), text().size());
    }

    [[noreturn]] void fail(DiagnosticCode code, std::size_t offset, std::string message, std::string help = "") const {
        Diagnostic diagnostic(code);
        diagnostic.message = std::move(message);
        diagnostic.help = std::move(help);
        diagnostic.where = locate(file_, offset, offset + 1);
        throw DiagnosticError(std::move(diagnostic));
    }

private:
    struct Level {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        std::size_t key_offset = 0;  // where the parser says that the last key begins
        bool in_brackets = false;
        bool has_key = false;  // of a map: its last entry waits for the value
    };

    const std::string& text() const { return file_->text; }

    // The parser gives the place of an anchor or a tag where a node has one; messages and the scalar map want the content.
    std::size_t content_start(std::size_t offset) const {
        while (offset < text().size() && (text()[offset] == '&' || text()[offset] == '!')) {
            while (offset < text().size() && !is_blank(text()[offset])) {
                ++offset;
            }
            offset = skip_blanks_and_comments(offset);
        }
        return offset;
    }

    std::size_t skip_blanks_and_comments(std::size_t offset) const {
        while (offset < text().size() && (is_blank(text()[offset]) || text()[offset] == '#')) {
            offset = text()[offset] == '#' ? std::min(text().find('\n', offset), text().size()) : offset + 1;
        }
        return offset;
    }

    // The start of the blanks and comments before a place: where a value is missing.
    std::size_t blanks_start(std::size_t offset) const {
        const std::string_view before(text());
        while (offset > begin_) {
            const auto line = offset - lenience_.column(offset);
            const auto comment = before.substr(line, offset - line).find('#');
            if (is_blank(text()[offset - 1])) {
                --offset;
            } else if (comment != before.npos && (comment == 0 || is_blank(text()[line + comment - 1]))) {
                offset = line + comment;
            } else {
                break;
            }
        }
        return offset;
    }

    YamlNode::Style style_at(std::size_t offset) const {
        switch (offset < text().size() ? text()[offset] : ' ') {
        case '\'':
            return YamlNode::Style::SingleQuoted;
        case '"':
            return YamlNode::Style::DoubleQuoted;
        case '|':
            return YamlNode::Style::Literal;
        case '>':
            return YamlNode::Style::Folded;
        default:
            return YamlNode::Style::Plain;
        }
    }

    std::string null_word(std::size_t offset) const {
        const auto end = std::min(text().find_first_of(" \t\r\n:,]}#", offset), text().size());
        auto word = text().substr(offset, end - offset);
        return is_null_word(word) ? word : "";
    }

    bool is_marked_document(std::size_t offset) const {
        if (text().compare(offset, 3, "---") == 0) {
            return true;
        }
        const auto end = text().rfind("\n...", offset);
        return end != std::string::npos && skip_blanks_and_comments(end + 4) == offset;
    }

    bool in_brackets() const { return !stack_.empty() && stack_.back().in_brackets; }

    bool awaits_key() const { return !stack_.empty() && stack_.back().node.is_map() && !stack_.back().has_key; }
    bool awaits_value() const { return !stack_.empty() && stack_.back().node.is_map() && stack_.back().has_key; }

    void check_tag(std::size_t offset, std::string_view tag) const {
        if (!is_plain_tag(tag)) {
            fail("yaml-unsupported", offset, fmt::format("the tag '{}' has no meaning here", tag));
        }
        lenience_.check_properties(offset);
    }

    // Outside of brackets, for a node that is not a list: indented with spaces, and further than the key whose value it is.
    void check_indentation(std::size_t offset) const {
        if (in_brackets()) {
            return;
        }
        lenience_.check_indentation(offset);
        if (awaits_value() && lenience_.is_first_on_line(offset) &&
            lenience_.column(offset) <= lenience_.column(stack_.back().key_offset)) {
            throw DiagnosticError(explain_yaml_error(file_, offset, "a key without a colon"));
        }
    }

    // yaml-cpp takes a last line without a colon for a key: it gives the place of the key to the value that is not there.
    void check_key_without_colon(std::size_t offset) const {
        const bool explicit_key =
            text().compare(offset, 1, "?") == 0 && offset + 1 < text().size() && is_blank(text()[offset + 1]);
        if (awaits_value() && !in_brackets() && offset <= stack_.back().key_offset && !explicit_key) {
            throw DiagnosticError(explain_yaml_error(file_, offset, "a key without a colon"));
        }
    }

    // And so does it with a bracket at the start of a file that is never closed.
    void check_closed(std::size_t offset, bool brackets) const {
        if (brackets && text().find(text()[offset] == '[' ? ']' : '}', offset) == std::string::npos) {
            throw DiagnosticError(explain_yaml_error(file_, text().size(), "end of sequence flow not found"));
        }
    }

    // yaml-cpp takes `[a,,b]`, `{, a}` and `: a` for something with nothing in between.
    void check_absent(std::size_t offset, const std::string& word) const {
        const bool comma = in_brackets() && text().compare(offset, 1, ",") == 0;
        if ((comma && stack_.back().node.is_sequence()) || (awaits_key() && word.empty())) {
            throw DiagnosticError(explain_yaml_error(file_, offset, "nothing stands before"));
        }
    }

    void start(YamlNode::Kind kind, std::size_t offset, const std::string& tag, YAML::anchor_t anchor, bool brackets) {
        last_event_ = offset;
        check_tag(offset, tag);
        if (kind == YamlNode::Kind::Sequence && !brackets) {
            lenience_.check_indentation(offset);
        } else {
            check_indentation(offset);
        }
        if (awaits_key()) {
            check_closed(offset, brackets);
            fail("yaml-unsupported", offset, "a key that is not a plain text");
        }
        if (stack_.size() >= limits_.depth) {
            fail("yaml-too-large", offset, fmt::format("nested deeper than {} levels", limits_.depth));
        }
        Level level;
        level.node.kind = kind;
        level.node.offset = static_cast<std::uint32_t>(offset);
        level.anchor = anchor;
        level.in_brackets = brackets || in_brackets();
        stack_.push_back(std::move(level));
    }

    void finish() {
        Level done = std::move(stack_.back());
        stack_.pop_back();
        add(std::move(done.node), done.anchor);
    }

    void add(YamlNode node, YAML::anchor_t anchor) {
        if (anchor != 0) {
            charge(node, stack_.size(), node.offset);
            anchored_[anchor] = node;
        }
        if (stack_.empty()) {
            root_ = std::move(node);
            has_root_ = true;
            return;
        }
        Level& parent = stack_.back();
        if (parent.node.is_sequence()) {
            parent.node.items.push_back(std::move(node));
        } else if (parent.has_key) {
            parent.node.entries.back().value = std::move(node);
            parent.has_key = false;
        } else {
            if (!node.is_scalar()) {
                fail("yaml-unsupported", node.offset, "a key that is not a plain text");
            }
            if (node.text == "<<" && node.style == YamlNode::Style::Plain) {
                fail("yaml-unsupported", node.offset, "merge keys are not supported", "repeat the keys");
            }
            parent.node.entries.push_back({std::move(node), {}});
            parent.key_offset = last_event_;
            parent.has_key = true;
        }
    }

    // Sorting once a map is complete keeps a map of a million keys from costing the square of it.
    void check_keys(const YamlNode& map) const {
        std::vector<const YamlNode*> keys;
        keys.reserve(map.entries.size());
        for (const auto& entry : map.entries) {
            keys.push_back(&entry.key);
        }
        std::stable_sort(keys.begin(), keys.end(), [](const YamlNode* a, const YamlNode* b) { return a->text < b->text; });
        const auto twin = std::adjacent_find(keys.begin(), keys.end(),
                                             [](const YamlNode* a, const YamlNode* b) { return a->text == b->text; });
        if (twin != keys.end()) {
            fail("yaml-duplicate-key", (*std::next(twin))->offset, fmt::format("the key '{}' is given twice", (*twin)->text),
                 fmt::format("the first one is in line {}", locate(file_, (*twin)->offset, (*twin)->offset).line));
        }
    }

    // What a copy of the node costs, against the budget of all copies.
    void charge(const YamlNode& node, std::size_t depth, std::size_t offset) {
        if (depth > limits_.depth) {
            fail("yaml-too-large", offset, fmt::format("nested deeper than {} levels", limits_.depth));
        }
        copied_ += sizeof(YamlNode) + node.text.size();
        if (copied_ > limits_.alias_bytes) {
            fail("yaml-too-large", offset, "the aliases of the file expand to too much");
        }
        for (const auto& item : node.items) {
            charge(item, depth + 1, offset);
        }
        for (const auto& entry : node.entries) {
            charge(entry.key, depth + 1, offset);
            charge(entry.value, depth + 1, offset);
        }
    }

    const std::shared_ptr<const SourceFile>& file_;
    const YamlLimits& limits_;
    YamlLenience lenience_;
    std::size_t begin_;  // behind a byte order mark
    std::vector<Level> stack_;
    std::map<YAML::anchor_t, YamlNode> anchored_;
    std::size_t copied_ = 0;
    std::size_t last_event_ = 0;                   // where the last node begins
    std::size_t last_quoted_ = std::string::npos;  // where it begins when it is a text in quotes
    YamlNode root_;
    bool has_root_ = false;
};

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key.text == key; });
    return found == entries.end() ? nullptr : &*found;
}

YamlDocument::YamlDocument(std::shared_ptr<const SourceFile> file, const YamlLimits& limits) : file_(std::move(file)) {
    TreeBuilder builder(file_, limits);
    if (auto problem = find_yaml_character_problem(file_->text)) {
        builder.fail(problem->code, problem->offset, problem->message, problem->help);
    }
    if (limits.fast_path) {
        if (auto root = read_yaml_blocks(file_->text, limits)) {
            root_ = std::move(*root);
            return;
        }
    }
    // Without the line feed, blanks at the end of the file would become a part of a folded text.
    const bool ends_in_blank = !file_->text.empty() && (file_->text.back() == ' ' || file_->text.back() == '\t');
    std::istringstream stream(ends_in_blank ? file_->text + '\n' : file_->text);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::DeepRecursion& problem) {
        builder.fail("yaml-too-large", builder.offset_of(problem.mark), "nested too deep");
    } catch (const YAML::Exception& problem) {
        throw DiagnosticError(explain_yaml_error(file_, builder.offset_of(problem.mark), problem.msg));
    }
    root_ = builder.take_root();
}

Location YamlDocument::where(const YamlNode& node) const {
    const auto& text = file_->text;
    std::size_t end = node.offset;
    if (node.is_scalar() && text.compare(node.offset, node.text.size(), node.text) == 0) {
        end += node.text.size();
    } else {
        end = std::min(text.find('\n', node.offset), text.size());
        while (end > node.offset && is_blank(text[end - 1])) {
            --end;
        }
    }
    return locate(file_, node.offset, std::max<std::size_t>(end, node.offset + 1));
}

SourceText YamlDocument::source_text(const YamlNode& scalar) const {
    return map_scalar(file_, scalar);
}

Diagnostic YamlDocument::diagnose(DiagnosticCode code, const YamlNode& node, std::string message, std::string label,
                                  std::string help) const {
    Diagnostic diagnostic(code);
    diagnostic.message = std::move(message);
    diagnostic.label = std::move(label);
    diagnostic.where = where(node);
    diagnostic.help = std::move(help);
    return diagnostic;
}

}  // namespace karst
