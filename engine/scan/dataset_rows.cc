#include "engine/scan/dataset_rows.h"

#include "parser/parser.h"

#include <algorithm>

namespace karst {

namespace {

// What a constraint reads of a row: the keys themselves.
class PlainNames final : public FieldReader {
public:
    PlainNames(const ResultRowFields& row, const FieldTable& names) : row_(row), names_(names) {}
    Value field(FieldId id) override { return row_.by_name(names_.name(id)); }

private:
    const ResultRowFields& row_;
    const FieldTable& names_;
};

}  // namespace

DatasetRows::DatasetRows(const DataModels& models, const std::string& name) {
    const auto dot = name.find('.');
    if (dot == std::string::npos) {
        return;
    }
    model_ = models.find(name.substr(0, dot));
    node_ = model_ ? model_->find(name.substr(dot + 1)) : nullptr;
    if (node_ == nullptr) {
        return;
    }
    for (const auto& dataset : model_->datasets) {
        if (&dataset == node_ || !model_->is_within(dataset, *node_) || dataset.constraint.text().empty()) {
            continue;
        }
        auto& below = below_[&dataset];
        SearchCompiler compiler(
            dataset.constraint, [&](std::string_view field) { return below.names.intern(field); }, 0, TimeZone());
        below.predicate = compiler.compile(*parse_search_expression(dataset.constraint));
    }
}

bool DatasetRows::is_member(const Dataset& dataset, ResultRowFields& row) const {
    if (model_->is_within(*node_, dataset)) {
        return true;
    }
    const auto* parent = model_->parent_of(dataset);
    if (parent == nullptr || !is_member(*parent, row)) {
        return false;
    }
    const auto below = below_.find(&dataset);
    if (below == below_.end()) {
        return true;
    }
    PlainNames names(row, below->second.names);
    EvalContext context{names, row.arena(), row.run()};
    return below->second.predicate->test(context);
}

bool DatasetRows::is_member(const EventField& membership, ResultRowFields& row) const {
    if (node_ == nullptr || membership.model != model_->name) {
        return false;
    }
    const auto* dataset = model_->find(membership.lineage);
    return dataset != nullptr && is_member(*dataset, row);
}

Value DatasetRows::node_names(ResultRowFields& row) const {
    if (node_ == nullptr) {
        return {};
    }
    const auto names = row.arena().values(model_->datasets.size());
    std::size_t count = 0;
    for (const auto& dataset : model_->datasets) {
        if (is_member(dataset, row)) {
            names[count++] = Value::string(dataset.lineage);
        }
    }
    return Value::multivalue(names.first(count));
}

void DatasetRows::rename(Batch& batch, const DatasetScope& scope, const FieldSet& needs, FieldTable& fields,
                         ResultRowFields& row) const {
    Row renamed = batch.make_row(fields.size());
    const auto slots = row.row().slots();
    for (FieldId id = 0; id < slots.size(); ++id) {
        if (!slots[id].is_null()) {
            const auto name = scope.name_of(*node_, fields.name(id));
            if (needs.contains(name)) {
                batch.set(renamed, fields.intern(name), slots[id]);
            }
        }
    }
    if (needs.names().count(std::string(kNodeName)) > 0) {
        batch.set(renamed, fields.intern(kNodeName), node_names(row));
    }
    batch.rows().back() = renamed;
}

Value ResultRowFields::by_name(std::string_view name) const {
    const auto id = fields_.find(name);
    return id ? row_.get(*id) : Value();
}

Value ResultRowFields::field(FieldId slot) {
    const auto& wanted = slots_.field(as_slot(slot));
    if (!wanted.is_of_dataset()) {
        return by_name(wanted.name);
    }
    if (wanted.lineage.empty()) {
        return wanted.name == kNodeName ? dataset_.node_names(*this) : Value();
    }
    if (!dataset_.is_member(wanted, *this)) {
        return {};
    }
    return wanted.name.empty() ? Value::string(wanted.lineage) : by_name(wanted.name);
}

}  // namespace karst
