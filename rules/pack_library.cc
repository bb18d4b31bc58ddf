#include "rules/pack_library.h"

#include "packs/embedded.h"
#include "rules/pack_files.h"
#include "rules/pack_image.h"
#include "rules/pack_loader.h"
#include "rules/pack_merge.h"

#include <utility>

namespace karst {

std::vector<Pack> load_packs(const std::vector<std::string>& directories, Diagnostics& diagnostics) {
    auto packs = read_pack_image(embedded_file(kPackImage));
    for (const auto& text : user_pack_files(directories, diagnostics)) {
        if (is_data_model(text.file->text)) {
            continue;
        }
        for (auto& pack : read_pack(text.file, text.folder, diagnostics).packs) {
            add_pack(packs, std::move(pack));
        }
    }
    return packs;
}

}  // namespace karst
