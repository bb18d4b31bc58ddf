#include "engine/scan/scan_unit.h"
#include "engine/formats/input_formats.h"
#include "engine/formats/open_events.h"
#include "engine/stream/input_error.h"

#include "engine/input/input_format.h"

namespace karst {

bool ScanUnits::next(ScanUnit& unit) {
    if (prefetch(1) == 0) {
        return false;
    }
    unit = units_.front();
    units_.pop_front();
    return true;
}

std::size_t ScanUnits::prefetch(std::size_t most) {
    while (units_.size() < most && !files_.empty()) {
        divide(files_.front());
        files_ = files_.subspan(1);
    }
    return std::min(units_.size(), most);
}

void ScanUnits::divide(const InputFile& file) {
    const auto size = divisible_size(*file.bytes);
    const auto parts = size / options_.unit_bytes;
    const auto* format = parts > 1 ? format_of(file) : nullptr;
    if (format == nullptr || !is_divisible(*format)) {
        units_.push_back({&file, nullptr, {}});
        return;
    }
    for (std::uint64_t part = 0; part < parts; ++part) {
        const bool last = part + 1 == parts;
        const auto begin = part * options_.unit_bytes;
        units_.push_back({&file, format, {begin, last ? LineRange::kToTheEnd : begin + options_.unit_bytes}});
    }
}

// Null when the file cannot be read: whoever reads it says why.
const InputFormat* ScanUnits::format_of(const InputFile& file) const {
    try {
        auto read = options_.read;
        read.fallback = [&](std::string_view line) { return fallback_(file, line); };
        return &open_events(*file.bytes, read, [](const InputProblem&) {})->format();
    } catch (const InputError&) {
        return nullptr;
    }
}

}  // namespace karst
