// The input of a scan in units of work, whose borders do not depend on the number of threads: a file, or where every line of
// it is an event a run of lines.
#pragma once

#include "engine/scan/event_scan.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <vector>

namespace karst {

struct ScanUnit {
    const InputFile* file = nullptr;
    const InputFormat* format = nullptr;  // of a part of a file; null: to be recognised
    LineRange lines;

    bool is_part() const { return !lines.is_whole(); }
    bool begins_file() const { return lines.begin == 0; }
};

class ScanUnits {
public:
    /// What a file is, where its content does not say.
    using Fallback = std::function<const InputFormat*(const InputFile& file, std::string_view line)>;

    /// All outlive this; every file has its bytes.
    ScanUnits(std::span<const InputFile> files, const ScanOptions& options, Fallback fallback)
        : files_(files), options_(options), fallback_(std::move(fallback)) {}

    /// The units in the order of the events. False when there are no more.
    bool next(ScanUnit& unit);

    /// How many units there are still, but counted no further than `most`.
    std::size_t prefetch(std::size_t most);

private:
    void divide(const InputFile& file);
    const InputFormat* format_of(const InputFile& file) const;

    std::span<const InputFile> files_;  // not yet divided
    const ScanOptions& options_;
    Fallback fallback_;
    std::deque<ScanUnit> units_;
};

}  // namespace karst
