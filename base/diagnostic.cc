#include "base/diagnostic.h"

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/utf8.h"

#include <algorithm>
#include <limits>

namespace karst {

namespace {

// Line and column, both from 1, of a byte offset.
std::pair<std::uint32_t, std::uint32_t> position(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, offset);
    const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<std::uint32_t>(count_code_points(before.substr(line_start))) + 1};
}

}  // namespace

Location locate(std::shared_ptr<const SourceFile> file, std::size_t begin, std::size_t end) {
    Location where;
    const std::size_t size = file->text.size();
    std::tie(where.line, where.column) = position(file->text, std::min(begin, size));
    std::tie(where.end_line, where.end_column) = position(file->text, std::min(std::max(begin, end), size));
    where.file = std::move(file);
    return where;
}

void Diagnostics::add(Diagnostic diagnostic) {
    errors_ += diagnostic.severity() == Severity::Error ? 1 : 0;
    all_.push_back(std::move(diagnostic));
}

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string_view>& known) {
    if (name.size() > 64) {
        return std::nullopt;
    }
    std::size_t best = std::numeric_limits<std::size_t>::max();
    std::string_view nearest;
    const auto folded = lower_case(name);
    for (const auto candidate : known) {
        const auto distance = edit_distance(folded, lower_case(candidate), Exchange::OneEdit);
        if (distance < best) {
            best = distance;
            nearest = candidate;
        }
    }
    // A third of the name may be wrong: more than that is another word.
    const std::size_t allowed = std::max<std::size_t>(1, name.size() / 3);
    return best <= allowed ? std::optional(std::string(nearest)) : std::nullopt;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known) {
    const auto nearest = nearest_name(name, known);
    return nearest ? "did you mean '" + *nearest + "'?" : "";
}

}  // namespace karst
