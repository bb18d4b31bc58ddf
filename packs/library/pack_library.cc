#include "packs/library/pack_library.h"

#include "packs/embedded/embedded.h"
#include "packs/reader/pack_image.h"
#include "packs/reader/pack_merge.h"

namespace karst {

std::vector<Pack> load_packs(const std::vector<std::string>& directories, Diagnostics& diagnostics, const FileSystem& files) {
    auto packs = read_pack_image(embedded_file(kPackImage));
    add_packs_of(directories, packs, diagnostics, files);
    return packs;
}

}  // namespace karst
