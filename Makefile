# Two commands are enough to begin with:
#
#   make demo    installs what is missing, builds karst, runs the example rules over the example events
#   make test    the same, then runs all tests
#
# Everything else is CMake: see CMakePresets.json and docs/hacking.md.

BUILD := build/release
# Further options of the configuration, for example CMAKE_FLAGS=-DKARST_WERROR=ON
CMAKE_FLAGS :=

.PHONY: help demo test bench build setup

help:
	@echo 'make demo    install what is missing, build, run the example rules over the example events'
	@echo 'make test    install what is missing, build, run all tests'
	@echo 'make bench   measure rule sets over lanes of events; AGAINST=COMMIT compares with another version'

demo: setup
	@cmake --preset release $(CMAKE_FLAGS)
	@cmake --build --preset release --target karst
	@echo
	@echo '$$ karst detect examples/rules -i examples/events/cloudtrail.ndjson'
	@$(BUILD)/karst detect examples/rules -i examples/events/cloudtrail.ndjson --format table

test: build
	@ctest --preset release

bench:
	@scripts/setup.sh --bench
	@cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DKARST_TESTS=OFF -DKARST_BENCH=ON $(CMAKE_FLAGS)
	@cmake --build build/bench
	@bench/run.py --mb 100 $(if $(AGAINST),--against $(AGAINST)) rule_sets

build: setup
	@cmake --preset release $(CMAKE_FLAGS)
	@cmake --build --preset release

setup:
	@scripts/setup.sh
