# make run: set everything up and do the main job. make test: set everything up and run the tests.
# make endure: the tests that take long.
# Needs python3 >= 3.11 with pip and venv, and a package index; nothing else.
.DEFAULT_GOAL := run
.PHONY: run test endure check setup corpus clean

OUT := outputs/demo
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

run: $(READY)
	$(BIN)/gongwen run corpus/documents --out $(OUT)

test: $(READY)
	$(BIN)/pytest

endure: $(READY)
	$(BIN)/pytest -m endurance

check: $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

setup: $(READY)

$(READY): pyproject.toml constraints.txt scripts/setup
	scripts/setup $(VENV)
	@touch $(READY)

clean:
	rm -rf $(VENV) $(OUT)
