// Base of operators that derive a field from one field and the rows before: accum, autoregress, delta.
#pragma once

#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace karst {

class DerivedFieldOperator : public Operator {
public:
    /// Reads the field `name` and writes those of `outputs`.
    DerivedFieldOperator(std::string name, std::vector<std::string> outputs, Planner& planner)
        : name_(std::move(name)), output_names_(std::move(outputs)), field_(planner.field(name_)) {
        for (const auto& output : output_names_) {
            outputs_.push_back(planner.field(output));
        }
    }

    void propagate_required_fields(FieldSet& live) const override {
        if (std::any_of(output_names_.begin(), output_names_.end(),
                        [&](const std::string& output) { return live.contains(output); })) {
            live.add(name_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto output : outputs_) {
            if (!columns.open) {
                add_column(columns, output);
            }
        }
    }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .needs_order = true};
    }

protected:
    FieldId field() const { return field_; }
    const std::vector<FieldId>& outputs() const { return outputs_; }
    FieldId output() const { return outputs_.front(); }

private:
    std::string name_;
    std::vector<std::string> output_names_;
    FieldId field_;
    std::vector<FieldId> outputs_;
};

}  // namespace karst
