# Two commands are enough to begin with:
#
#   make demo    installs what is missing, builds karst, runs the example rules over the example events
#   make test    the same, then runs all tests
#
# Everything else is CMake: see CMakePresets.json and docs/hacking.md.

BUILD := build/release
# Further options of the configuration, for example CMAKE_FLAGS=-DKARST_WERROR=ON
CMAKE_FLAGS :=

.PHONY: help demo test build setup

help:
	@echo 'make demo    install what is missing, build, run the example rules over the example events'
	@echo 'make test    install what is missing, build, run all tests'

demo: setup
	@cmake --preset release $(CMAKE_FLAGS)
	@cmake --build --preset release --target karst
	@echo
	@echo '$$ karst detect examples/rules -i examples/events/cloudtrail.ndjson'
	@$(BUILD)/karst detect examples/rules -i examples/events/cloudtrail.ndjson --format table

test: build
	@ctest --preset release

build: setup
	@cmake --preset release $(CMAKE_FLAGS)
	@cmake --build --preset release

setup:
	@scripts/setup.sh
