#include "engine/operators/statistics/spilled_groups.h"

#include <utility>

namespace karst {

namespace {

constexpr std::size_t kWriteBytes = 256 * 1024;

}  // namespace

void SpilledGroups::add(const std::vector<std::uint8_t>& parts,
                        const std::function<void(std::uint32_t group, ArchiveWriter&)>& write) {
    std::array<std::vector<std::uint32_t>, kParts> by_part;
    for (std::uint32_t group = 0; group < parts.size(); ++group) {
        by_part[parts[group]].push_back(group);
    }
    if (file_ == nullptr) {
        file_ = files_->create();
    }
    Piece piece{};
    std::string bytes;
    for (std::size_t part = 0; part < kParts; ++part) {
        piece[part] = file_->size() + bytes.size();
        for (const auto group : by_part[part]) {
            ArchiveWriter archive(bytes);
            write(group, archive);
            if (bytes.size() >= kWriteBytes) {
                file_->append(std::exchange(bytes, {}));
            }
        }
    }
    piece[kParts] = file_->size() + bytes.size();
    file_->append(bytes);
    pieces_.push_back(piece);
}

void SpilledGroups::read(std::size_t part, const std::function<void(ArchiveReader&)>& read) const {
    std::string bytes;
    for (const auto& piece : pieces_) {
        bytes.resize(piece[part + 1] - piece[part]);
        if (file_->read(piece[part], bytes.data(), bytes.size()) != bytes.size()) {
            throw ArchiveError();
        }
        ArchiveReader archive(bytes);
        while (!archive.at_end()) {
            read(archive);
        }
    }
}

}  // namespace karst
