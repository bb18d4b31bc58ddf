#include "rules/yaml_document.h"

#include "rules/scalar_map.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

namespace karst {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Tags that say nothing which the text does not say already.
bool is_plain_tag(const std::string& tag) {
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    if (tag.empty() || tag == "?" || tag == "!") {
        return true;
    }
    if (tag.compare(0, kCore.size(), kCore) != 0) {
        return false;
    }
    const auto name = std::string_view(tag).substr(kCore.size());
    return name == "str" || name == "int" || name == "float" || name == "bool" || name == "null" || name == "map" ||
           name == "seq";
}

// Builds the tree out of the parser's events, with a stack of its own: a node moves into its parent when it is complete.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const std::shared_ptr<const SourceFile>& file, const YamlLimits& limits) : file_(file), limits_(limits) {}

    YamlNode take_root() { return std::move(root_); }
    bool has_root() const { return has_root_; }
    std::size_t last_quoted() const { return last_quoted_; }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (has_root_) {
            fail("yaml-unsupported", offset_of(mark), "a second YAML document in the file",
                 "only one is read: move it to a file of its own");
        }
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        YamlNode node;
        node.offset = static_cast<std::uint32_t>(offset_of(mark));
        // As a key even `null` is a word: a lookup of a pack may well have a row of that name.
        if (awaits_key()) {
            node.kind = YamlNode::Kind::Scalar;
            node.text = plain_word(node.offset);
        }
        add(std::move(node), anchor);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchored_.find(anchor);
        if (found == anchored_.end()) {
            fail("yaml-unsupported", offset_of(mark), "an alias inside the node that it stands for");
        }
        charge(found->second, stack_.size(), offset_of(mark));
        YamlNode copy = found->second;
        add(std::move(copy), 0);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        check_tag(mark, tag);
        YamlNode node;
        node.kind = YamlNode::Kind::Scalar;
        node.offset = static_cast<std::uint32_t>(content_start(offset_of(mark)));
        node.style = style_at(node.offset);
        node.text = value;
        last_quoted_ = node.style == YamlNode::Style::SingleQuoted || node.style == YamlNode::Style::DoubleQuoted
                           ? node.offset
                           : std::string::npos;
        add(std::move(node), anchor);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        start(YamlNode::Kind::Sequence, mark, tag, anchor);
    }
    void OnSequenceEnd() override { finish(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        start(YamlNode::Kind::Map, mark, tag, anchor);
    }
    void OnMapEnd() override {
        check_keys(stack_.back().node);
        finish();
    }

    [[noreturn]] void fail(std::string code, std::size_t offset, std::string message, std::string help = "") const {
        Diagnostic diagnostic;
        diagnostic.code = std::move(code);
        diagnostic.message = std::move(message);
        diagnostic.help = std::move(help);
        diagnostic.where = locate(file_, offset, offset + 1);
        throw DiagnosticError(std::move(diagnostic));
    }

private:
    struct Level {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        bool has_key = false;  // of a map: its last entry waits for the value
    };

    const std::string& text() const { return file_->text; }

    std::size_t offset_of(const YAML::Mark& mark) const {
        return mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(mark.pos), text().size());
    }

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

    std::string plain_word(std::size_t offset) const {
        std::size_t end = offset;
        while (end < text().size() && (text()[end] == '~' || std::isalpha(static_cast<unsigned char>(text()[end])) != 0)) {
            ++end;
        }
        return text().substr(offset, end - offset);
    }

    bool awaits_key() const { return !stack_.empty() && stack_.back().node.is_map() && !stack_.back().has_key; }

    void check_tag(const YAML::Mark& mark, const std::string& tag) const {
        if (!is_plain_tag(tag)) {
            fail("yaml-unsupported", offset_of(mark), fmt::format("the tag '{}' has no meaning here", tag));
        }
    }

    void start(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        check_tag(mark, tag);
        if (awaits_key()) {
            fail("yaml-unsupported", offset_of(mark), "a key that is not a plain text");
        }
        if (stack_.size() >= limits_.depth) {
            fail("yaml-too-large", offset_of(mark), fmt::format("nested deeper than {} levels", limits_.depth));
        }
        Level level;
        level.node.kind = kind;
        level.node.offset = static_cast<std::uint32_t>(offset_of(mark));
        level.anchor = anchor;
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
    std::vector<Level> stack_;
    std::map<YAML::anchor_t, YamlNode> anchored_;
    std::size_t copied_ = 0;
    std::size_t last_quoted_ = std::string::npos;
    YamlNode root_;
    bool has_root_ = false;
};

// The offset of the closing quote; npos when there is none.
std::size_t closing_quote(const std::string& text, std::size_t open) {
    const char quote = text[open];
    for (std::size_t at = open + 1; at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\') {
            ++at;
        } else if (text[at] == quote) {
            if (quote == '"' || at + 1 >= text.size() || text[at + 1] != '\'') {
                return at;
            }
            ++at;
        }
    }
    return std::string::npos;
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key.text == key; });
    return found == entries.end() ? nullptr : &*found;
}

YamlDocument::YamlDocument(std::shared_ptr<const SourceFile> file, const YamlLimits& limits) : file_(std::move(file)) {
    TreeBuilder builder(file_, limits);
    // The parser takes zero bytes as a sign of UTF-16 and then counts positions in something that is not the file.
    if (const auto zero = file_->text.find('\0'); zero != std::string::npos) {
        builder.fail("yaml-encoding", zero, "a zero byte: the file is not UTF-8 text");
    }
    std::istringstream stream(file_->text);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& problem) {
        const auto at = problem.mark.pos < 0 ? 0 : static_cast<std::size_t>(problem.mark.pos);
        builder.fail("yaml-syntax", std::min(at, file_->text.size()), problem.msg);
    }
    // The parser takes the end of the file for the end of a quoted text. Such a text is always the last one.
    if (const auto open = builder.last_quoted();
        open != std::string::npos && closing_quote(file_->text, open) == std::string::npos) {
        builder.fail("yaml-syntax", open, "the quote that opens here is not closed");
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

Diagnostic YamlDocument::diagnose(Severity severity, std::string code, const YamlNode& node, std::string message,
                                  std::string label, std::string help) const {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.label = std::move(label);
    diagnostic.where = where(node);
    diagnostic.help = std::move(help);
    return diagnostic;
}

}  // namespace karst
