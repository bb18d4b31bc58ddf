// Data models: YAML → DataModel. The format is described for users in docs/writing-packs.md.
//
// Codes: `datamodel-missing-key`, `datamodel-wrong-type`, `datamodel-unknown-key`, `datamodel-unknown-parent`,
// `datamodel-duplicate-dataset`, and those of SPL for what is wrong with an expression.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/data_model.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// Reads one file onto `base`: the model of that name that it changes, or null. A dataset of the same name is changed key by
/// key: a search takes the place of the former, a field that is there already is described anew, others are added. Nothing
/// when the file has no name.
std::shared_ptr<const DataModel> read_data_model(const std::shared_ptr<const SourceFile>& file, const DataModels& known,
                                                 Diagnostics& diagnostics);

/// The data models that come with karst, read when they are first asked for, changed by those of `directories`.
std::shared_ptr<const DataModels> load_data_models(const std::vector<std::string>& directories, Diagnostics& diagnostics,
                                                   const FileSystem& files = *real_file_system());

}  // namespace karst
