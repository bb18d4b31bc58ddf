#include "parser/commands/lookup/iplocation.h"
#include "engine/geo/geo_database.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <utility>

namespace karst {

namespace {

// What iplocation adds. Names are written even where the database knows none (as empty text, which is what Splunk gives for a
// known address); coordinates are not.
struct PlaceField {
    std::string_view name;
    std::string GeoPlace::*text;
    bool only_when_all;
    bool when_empty;
};
constexpr PlaceField kPlaceFields[] = {
    {"City", &GeoPlace::city, false, true},       {"Continent", &GeoPlace::continent, true, true},
    {"Country", &GeoPlace::country, false, true}, {"MetroCode", &GeoPlace::metro_code, true, true},
    {"Region", &GeoPlace::region, false, true},   {"Timezone", &GeoPlace::time_zone, true, true},
    {"lat", &GeoPlace::latitude, false, false},   {"lon", &GeoPlace::longitude, false, false},
};

class IplocationOperator final : public Operator {
public:
    IplocationOperator(const IplocationCommand& command, Planner& planner)
        : address_(planner.field(command.field.name)), address_name_(command.field.name), languages_(command.languages) {
        for (const auto& field : kPlaceFields) {
            if (command.all_fields || !field.only_when_all) {
                outputs_.push_back({&field, planner.field(command.prefix + std::string(field.name))});
            }
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    OperatorFacts facts() const override { return {.distribution = Distribution::PerRow, .state = StateSize::None}; }
    void propagate_required_fields(FieldSet& live) const override { live.add(address_name_); }
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& output : outputs_) {
            if (!columns.open) {
                add_column(columns, output.field);
            }
        }
    }

private:
    class Run;
    struct Output {
        const PlaceField* place;
        FieldId field;
    };
    FieldId address_;
    std::string address_name_;
    std::vector<std::string> languages_;
    std::vector<Output> outputs_;
};

class IplocationOperator::Run final : public OperatorRun {
public:
    Run(const IplocationOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {
        if (!run.places) {
            run.warn("iplocation: there is no database of places, so it adds no fields; give one with --geoip FILE");
        }
    }

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            const Value value = row.get(op_.address_);
            if (run().places && !value.is_null()) {
                locate(batch, row, text_of(value.items().front(), batch.arena()));
            }
        }
        return next().push(batch);
    }

private:
    void locate(Batch& batch, Row& row, std::string_view address) {
        // Neighbouring events are often about the same address.
        if (address != last_address_) {
            last_address_ = address;
            found_ = run().places->find(address, op_.languages_, place_);
        }
        if (!found_) {
            return;
        }
        for (const auto& output : op_.outputs_) {
            const auto& text = place_.*output.place->text;
            if (!text.empty() || output.place->when_empty) {
                batch.set(row, output.field, Value::string(batch.arena().copy(text)));
            }
        }
    }

    const IplocationOperator& op_;
    std::string last_address_;
    bool found_ = false;
    GeoPlace place_;
};

std::unique_ptr<OperatorRun> IplocationOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_iplocation(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<IplocationOperator>(static_cast<const IplocationCommand&>(command), planner));
}

}  // namespace karst
