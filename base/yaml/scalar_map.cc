#include "base/yaml/scalar_map.h"

#include "base/ascii.h"
#include "base/yaml/yaml_document.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace karst {

namespace {

using Style = YamlNode::Style;

// Walks through the file and through the text of the scalar at once. Each step says "these bytes of the file are the next
// bytes of the text" and fails when they are not.
class ScalarReader {
public:
    ScalarReader(std::string_view file, const YamlNode& scalar) : file_(file), text_(scalar.text), at_(scalar.offset) {}

    bool read(Style style) {
        switch (style) {
        case Style::Plain:
            return read_plain();
        case Style::SingleQuoted:
            ++at_;
            return read_single_quoted();
        case Style::DoubleQuoted:
            ++at_;
            return read_double_quoted();
        case Style::Literal:
        case Style::Folded:
            return read_block(style == Style::Folded);
        }
        return false;
    }

    std::vector<SourceText::Segment> take_pieces() { return std::move(segments_); }
    /// One past the last byte of the file that was read.
    std::size_t at() const { return at_; }

private:
    bool done() const { return made_ == text_.size(); }
    bool at_end() const { return at_ >= file_.size(); }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < file_.size() ? file_[at_ + ahead] : '\0'; }
    bool at_break() const { return peek() == '\n' || (peek() == '\r' && peek(1) == '\n'); }
    std::size_t break_size() const { return peek() == '\r' ? 2 : 1; }

    // The next byte of the text is this byte of the file.
    bool copy() {
        if (done() || at_end() || text_[made_] != file_[at_]) {
            return false;
        }
        const bool goes_on = !segments_.empty() && segments_.back().mapped_length == 0 &&
                             at_ - segments_.back().file_offset == made_ - segments_.back().begin;
        if (!goes_on) {
            add_segment(at_, 0);
        }
        ++made_;
        ++at_;
        return true;
    }

    // The next bytes of the text are what `size` bytes of the file at `offset` stand for.
    bool collapse(std::string_view made, std::size_t offset, std::size_t size) {
        if (text_.substr(made_, made.size()) != made) {
            return false;
        }
        if (!made.empty()) {
            add_segment(offset, size);
        }
        made_ += made.size();
        return true;
    }

    void add_segment(std::size_t offset, std::size_t mapped_length) {
        SourceText::Segment segment;
        segment.begin = static_cast<std::uint32_t>(made_);
        segment.file_offset = static_cast<std::uint32_t>(offset);
        segment.mapped_length = static_cast<std::uint32_t>(mapped_length);
        segments_.push_back(segment);
    }

    std::size_t blanks_end(std::size_t from) const {
        while (from < file_.size() && is_gap(file_[from])) {
            ++from;
        }
        return from;
    }

    // A line break within plain or quoted text, with the blanks around it and the empty lines after it: one break is a blank,
    // more of them are one line feed fewer.
    bool fold() {
        const std::size_t first_break = at_;
        std::size_t breaks = 0;
        while (at_break()) {
            at_ += break_size();
            at_ = blanks_end(at_);
            ++breaks;
        }
        return breaks == 1 ? collapse(" ", first_break, 1) : collapse(std::string(breaks - 1, '\n'), first_break, breaks - 1);
    }

    // Blanks at the end of a line belong to the fold, blanks in the middle of one to the text.
    bool blanks_before_break() const {
        const std::size_t end = blanks_end(at_);
        return end < file_.size() && (file_[end] == '\n' || file_.substr(end, 2) == "\r\n");
    }

    bool read_plain() {
        while (!done()) {
            if (blanks_before_break()) {
                at_ = blanks_end(at_);
                if (!fold()) {
                    return false;
                }
            } else if (!copy()) {
                return false;
            }
        }
        return true;
    }

    bool read_single_quoted() {
        while (!at_end()) {
            if (peek() == '\'') {
                if (peek(1) != '\'') {
                    ++at_;
                    return done();
                }
                if (!collapse("'", at_, 2)) {
                    return false;
                }
                at_ += 2;
            } else if (blanks_before_break()) {
                at_ = blanks_end(at_);
                if (!fold()) {
                    return false;
                }
            } else if (!copy()) {
                return false;
            }
        }
        return false;
    }

    bool read_double_quoted() {
        while (!at_end()) {
            if (peek() == '"') {
                ++at_;
                return done();
            }
            bool same = false;
            if (peek() == '\\') {
                same = read_escape();
            } else if (blanks_before_break()) {
                at_ = blanks_end(at_);
                same = fold();
            } else {
                same = copy();
            }
            if (!same) {
                return false;
            }
        }
        return false;
    }

    // What an escape stands for is in the text already; only how long it is in the file has to be known.
    bool read_escape() {
        const std::size_t start = at_;
        ++at_;
        if (at_break()) {
            at_ = blanks_end(at_ + break_size());
            // Empty lines after an escaped break are kept as line feeds.
            while (at_break()) {
                if (!collapse("\n", at_, break_size())) {
                    return false;
                }
                at_ = blanks_end(at_ + break_size());
            }
            return true;
        }
        const char kind = peek();
        at_ += kind == 'x' ? 3 : kind == 'u' ? 5 : kind == 'U' ? 9 : 1;
        if (done()) {
            return false;
        }
        return collapse(text_.substr(made_, character_size(text_[made_])), start, at_ - start);
    }

    static std::size_t character_size(char first) {
        const auto byte = static_cast<unsigned char>(first);
        return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    }

    // The indentation counts from that of the node around the scalar, which is not known here, when the header has a digit, and
    // from the first line otherwise; so the widest that fits is tried first. A wrong one makes another text.
    bool read_block(bool folded) {
        at_ = file_.find('\n', at_);
        if (at_ == std::string_view::npos) {
            at_ = file_.size();
            return text_.empty();
        }
        ++at_;
        const std::size_t body = at_;
        for (std::size_t indent = first_indent();; --indent) {
            at_ = body;
            made_ = 0;
            segments_.clear();
            if (read_lines(indent, folded)) {
                return true;
            }
            if (indent == 0) {
                return false;
            }
        }
    }

    std::size_t first_indent() const {
        std::size_t line = at_;
        while (line < file_.size()) {
            const std::size_t content = file_.find_first_not_of(' ', line);
            if (content == std::string_view::npos) {
                break;
            }
            if (file_[content] != '\n' && file_[content] != '\r') {
                // Deeper than any block can be; also bounds the number of attempts.
                return std::min<std::size_t>(content - line, 256);
            }
            line = file_.find('\n', content) + 1;
        }
        return 0;
    }

    bool read_lines(std::size_t indent, bool folded) {
        while (!done()) {
            skip_indent(indent);
            while (!done() && !at_end() && !at_break()) {
                if (!copy()) {
                    return false;
                }
            }
            if (!done() && !read_breaks(indent, folded)) {
                return false;
            }
        }
        return true;
    }

    void skip_indent(std::size_t indent) {
        for (std::size_t i = 0; i < indent && peek() == ' '; ++i) {
            ++at_;
        }
    }

    // Between two lines of a folded block a single break became a blank, and of several the first one went; around lines that
    // are indented further all stay. The text shows which of it happened.
    bool read_breaks(std::size_t indent, bool folded) {
        if (at_end()) {
            // The last line of a file without a line feed at its end gets one.
            return text_.substr(made_) == "\n" && collapse("\n", file_.size() - 1, 1);
        }
        if (!folded) {
            return read_break();
        }
        const std::size_t first = at_;
        std::size_t breaks = 0;
        std::size_t line = at_;
        for (std::size_t next = at_; next < file_.size() && (file_[next] == '\n' || file_[next] == '\r'); ++breaks) {
            line = file_.find('\n', next) + 1;
            next = line;
            for (std::size_t i = 0; i < indent && next < file_.size() && file_[next] == ' '; ++i) {
                ++next;
            }
        }
        const std::size_t kept = std::min(text_.find_first_not_of('\n', made_), text_.size()) - made_;
        if (kept == 0) {
            at_ = line;
            return breaks == 1 && collapse(" ", first, 1);
        }
        if (kept + 1 == breaks) {
            skip_break(indent);
        }
        for (std::size_t i = 0; i < kept; ++i) {
            if (!at_break() || !read_break()) {
                return false;
            }
            // Before the next line feed only: the indentation of a line of text is skipped where the line is read.
            if (i + 1 < kept) {
                skip_indent(indent);
            }
        }
        return true;
    }

    void skip_break(std::size_t indent) {
        at_ += break_size();
        skip_indent(indent);
    }

    bool read_break() {
        if (peek() == '\r') {
            const bool same = collapse("\n", at_, 2);
            at_ += 2;
            return same;
        }
        return copy();
    }

    std::string_view file_;
    std::string_view text_;
    std::size_t at_;
    std::size_t made_ = 0;
    std::vector<SourceText::Segment> segments_;
};

// As much of the file as the scalar may cover when it could not be followed: its first line.
std::uint32_t first_line_size(std::string_view file, std::size_t offset) {
    const std::size_t end = std::min(file.find('\n', offset), file.size());
    return static_cast<std::uint32_t>(std::max<std::size_t>(1, end - std::min(offset, end)));
}

}  // namespace

SourceText map_scalar(const std::shared_ptr<const SourceFile>& file, const YamlNode& scalar) {
    ScalarReader reader(file->text, scalar);
    if (reader.read(scalar.style)) {
        auto segments = reader.take_pieces();
        if (segments.empty()) {
            segments.push_back({0, scalar.offset, 1, -1});
        }
        return {file, scalar.text, std::move(segments)};
    }
    return {file, scalar.text, {{0, scalar.offset, first_line_size(file->text, scalar.offset), -1}}};
}

}  // namespace karst
