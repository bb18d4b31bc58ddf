#include "base/yaml/yaml_block_reader.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;

// The reader left the subset that it knows.
struct GivenUp {};

bool is_key_character(char c) {
    return is_word_character(c) || c == '.' || c == '-' || c == ' ';
}

bool is_null_word(std::string_view text) {
    return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

// The lines of a text without quotes, or in quotes, as one: line ends become blanks, empty lines become line ends.
class FoldedText {
public:
    void add_line(std::string_view line) {
        if (!first_) {
            text_.append(empty_ == 0 ? 1 : empty_, empty_ == 0 ? ' ' : '\n');
        }
        first_ = false;
        empty_ = 0;
        text_ += line;
    }
    void add_empty_line() { ++empty_; }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
    std::size_t empty_ = 0;
    bool first_ = true;
};

class BlockReader {
public:
    BlockReader(std::string_view text, const YamlLimits& limits) : text_(text), limits_(limits) {}

    YamlNode document() {
        to_content();
        if (at_end() || column() != 0) {
            throw GivenUp();
        }
        auto root = block(0, 1);
        to_content();
        if (!at_end()) {
            throw GivenUp();
        }
        return root;
    }

private:
    // --- places: at_ is where reading goes on, line_ the beginning of its line ---

    bool at_end() const { return at_ >= text_.size(); }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    char peek(std::size_t further) const { return at_ + further < text_.size() ? text_[at_ + further] : '\0'; }
    std::size_t column() const { return at_ - line_; }
    std::size_t line_end() const { return std::min(text_.find('\n', at_), text_.size()); }
    bool is_line_end() const { return at_end() || text_[at_] == '\n'; }

    void skip_spaces() {
        while (peek() == ' ') {
            ++at_;
        }
    }
    void next_line() { at_ = line_ = std::min(line_end() + 1, text_.size()); }
    // To the first character of the next line with something on it, over empty lines and comments; from the end of a line.
    void to_content() {
        for (;;) {
            skip_spaces();
            if (at_end()) {
                return;
            }
            if (text_[at_] != '\n' && text_[at_] != '#') {
                return;
            }
            next_line();
        }
    }
    void expect_line_end() {
        skip_spaces();
        if (!is_line_end()) {
            throw GivenUp();
        }
    }

    // --- collections ---

    bool is_item() const { return peek() == '-' && (peek(1) == ' ' || peek(1) == '\n' || at_ + 1 == text_.size()); }

    // The length of the key that stands here, up to its colon; kNowhere: there is no key.
    std::size_t key_length() const {
        if (!is_word_character(peek())) {
            return kNowhere;
        }
        std::size_t length = 1;
        while (is_key_character(peek(length))) {
            ++length;
        }
        const char behind = peek(length + 1);
        const bool is_key = peek(length) == ':' && peek(length - 1) != ' ' &&
                            (behind == ' ' || behind == '\n' || at_ + length + 1 == text_.size());
        return is_key ? length : kNowhere;
    }

    YamlNode node_here(YamlNode::Kind kind) const {
        YamlNode node;
        node.kind = kind;
        node.offset = static_cast<std::uint32_t>(at_);
        return node;
    }

    // What begins at the first character of a line; `indent` is its column.
    YamlNode block(std::size_t indent, std::size_t depth) {
        if (depth > limits_.depth) {
            throw GivenUp();
        }
        return is_item() ? sequence(indent, depth) : mapping(indent, depth);
    }

    YamlNode sequence(std::size_t indent, std::size_t depth) {
        auto list = node_here(YamlNode::Kind::Sequence);
        while (!at_end() && column() == indent && is_item()) {
            ++at_;
            skip_spaces();
            if (is_line_end() || is_item()) {
                throw GivenUp();
            }
            list.items.push_back(key_length() != kNowhere ? nested_mapping(depth) : scalar(indent));
            to_content();
        }
        if (!at_end() && column() > indent) {
            throw GivenUp();
        }
        return list;
    }

    // A map whose first key stands behind the dash of its item.
    YamlNode nested_mapping(std::size_t depth) {
        if (depth + 1 > limits_.depth) {
            throw GivenUp();
        }
        return mapping(column(), depth + 1);
    }

    YamlNode mapping(std::size_t indent, std::size_t depth) {
        auto map = node_here(YamlNode::Kind::Map);
        while (!at_end() && column() == indent && !is_item()) {
            const auto length = key_length();
            if (length == kNowhere) {
                throw GivenUp();
            }
            YamlEntry entry;
            entry.key = node_here(YamlNode::Kind::Scalar);
            entry.key.text = text_.substr(at_, length);
            if (is_null_word(entry.key.text)) {
                throw GivenUp();
            }
            at_ += length + 1;
            entry.value = value(indent, depth);
            map.entries.push_back(std::move(entry));
            to_content();
        }
        if (!at_end() && column() > indent) {
            throw GivenUp();
        }
        check_keys(map);
        return map;
    }

    static void check_keys(const YamlNode& map) {
        std::vector<std::string_view> keys;
        for (const auto& entry : map.entries) {
            keys.push_back(entry.key.text);
        }
        std::sort(keys.begin(), keys.end());
        if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) {
            throw GivenUp();
        }
    }

    // What stands behind the colon of a key in column `indent`: on its line, or on the lines below.
    YamlNode value(std::size_t indent, std::size_t depth) {
        skip_spaces();
        if (!is_line_end()) {
            return scalar(indent);
        }
        to_content();
        if (at_end() || column() < indent || (column() == indent && !is_item())) {
            throw GivenUp();  // a value that is missing
        }
        return is_item() || key_length() != kNowhere ? block(column(), depth + 1) : scalar(indent);
    }

    // --- texts: `indent` is the column of the collection that the text belongs to; its further lines stand behind it ---

    YamlNode scalar(std::size_t indent) {
        auto node = node_here(YamlNode::Kind::Scalar);
        switch (peek()) {
        case '\'':
        case '"':
            node.style = peek() == '"' ? YamlNode::Style::DoubleQuoted : YamlNode::Style::SingleQuoted;
            node.text = quoted(indent);
            break;
        case '|':
        case '>':
            node.style = peek() == '|' ? YamlNode::Style::Literal : YamlNode::Style::Folded;
            node.text = block_text(indent);
            break;
        case '[':
            if (peek(1) != ']') {
                throw GivenUp();
            }
            node.kind = YamlNode::Kind::Sequence;
            at_ += 2;
            expect_line_end();
            break;
        default:
            node.text = plain(indent);
            break;
        }
        return node;
    }

    // The rest of the line as a line of a text without quotes.
    std::string_view plain_line() {
        auto line = text_.substr(at_, line_end() - at_);
        while (!line.empty() && line.back() == ' ') {
            line.remove_suffix(1);
        }
        if (line.back() == ':' || line.find(": ") != kNowhere || line.find(" #") != kNowhere) {
            throw GivenUp();
        }
        return line;
    }

    std::string plain(std::size_t indent) {
        constexpr std::string_view kIndicators = "-?:,[]{}#&*!|>'\"%@`";
        const bool begins_with_dash = peek() == '-' && !is_item();
        if (kIndicators.find(peek()) != kNowhere && !begins_with_dash) {
            throw GivenUp();
        }
        FoldedText folded;
        folded.add_line(plain_line());
        bool several = false;
        for (next_line(); !at_end(); next_line()) {
            skip_spaces();
            if (at_end()) {
                break;
            }
            if (peek() == '\n') {
                folded.add_empty_line();
                continue;
            }
            if (column() <= indent) {
                break;
            }
            if (peek() == '#' || is_item()) {
                throw GivenUp();
            }
            folded.add_line(plain_line());
            several = true;
        }
        at_ = line_;
        auto text = folded.take();
        if (!several && (is_null_word(text) || text == "---" || text == "...")) {
            throw GivenUp();
        }
        return text;
    }

    // What an escape in double quotes stands for; '\0': one that is not known here.
    static char escaped(char c) {
        switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case '"':
        case '\\':
        case '/':
            return c;
        default:
            return '\0';
        }
    }

    // A line of a quoted text, up to its end or the closing quote, which is then passed and `closed` set.
    std::string quoted_line(char quote, bool& closed) {
        std::string line;
        while (!is_line_end()) {
            const char c = text_[at_++];
            if (c == '\\' && quote == '"') {
                const char meant = escaped(peek());
                if (meant == '\0') {
                    throw GivenUp();
                }
                line += meant;
                ++at_;
            } else if (c != quote) {
                line += c;
            } else if (quote == '\'' && peek() == '\'') {
                line += c;
                ++at_;
            } else {
                closed = true;
                return line;
            }
        }
        // Blanks at the end of a line are not part of the text; an escaped one would be.
        const auto end = line.find_last_not_of(' ');
        if (end == std::string::npos || line.back() == '\n' || line.back() == '\t') {
            throw GivenUp();
        }
        line.resize(end + 1);
        return line;
    }

    std::string quoted(std::size_t indent) {
        const char quote = text_[at_++];
        FoldedText folded;
        bool closed = false;
        folded.add_line(quoted_line(quote, closed));
        while (!closed) {
            next_line();
            skip_spaces();
            if (at_end()) {
                throw GivenUp();
            }
            if (peek() == '\n') {
                folded.add_empty_line();
                continue;
            }
            if (column() <= indent || peek() == quote) {
                throw GivenUp();
            }
            folded.add_line(quoted_line(quote, closed));
        }
        expect_line_end();
        return folded.take();
    }

    // A literal or folded text, without lines that are indented further than its first one.
    std::string block_text(std::size_t indent) {
        const bool literal = text_[at_++] == '|';
        const bool strip = peek() == '-';
        at_ += strip ? 1 : 0;
        expect_line_end();
        std::size_t own = 0;  // the column of its lines
        std::string text;
        std::size_t empty = 0;
        for (next_line(); !at_end(); next_line()) {
            skip_spaces();
            if (at_end() || peek() == '\n') {
                if (at_end() || column() > (own == 0 ? indent : own)) {
                    throw GivenUp();
                }
                ++empty;
                continue;
            }
            if (own == 0) {
                if (column() <= indent || empty > 0) {
                    throw GivenUp();
                }
                own = column();
            }
            if (column() < own) {
                if (column() > indent) {
                    throw GivenUp();
                }
                break;
            }
            if (!literal && column() > own) {
                throw GivenUp();
            }
            if (!text.empty()) {
                text.append(literal ? empty + 1 : std::max<std::size_t>(empty, 1), literal || empty > 0 ? '\n' : ' ');
            }
            empty = 0;
            text += text_.substr(line_ + own, line_end() - line_ - own);
        }
        if (text.empty() || text_.back() != '\n') {
            throw GivenUp();
        }
        at_ = line_;
        return strip ? text : text + '\n';
    }

    std::string_view text_;
    const YamlLimits& limits_;
    std::size_t at_ = 0;
    std::size_t line_ = 0;
};

}  // namespace

std::optional<YamlNode> read_yaml_blocks(std::string_view text, const YamlLimits& limits) {
    if (text.empty() || text.back() == ' ' || text.find_first_of("\t\r") != kNowhere) {
        return std::nullopt;
    }
    try {
        return BlockReader(text, limits).document();
    } catch (const GivenUp&) {
        return std::nullopt;
    }
}

}  // namespace karst
