# make demo   set everything up and read the five real reports
# make test   set everything up and run the tests, but the long sweeps (make test-slow, by .ci/run)
#             and those that ask the model itself (make test-live)
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Byte code is kept: tests and batches start many processes.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test test-slow test-live lint docs schema bench bench-batch bench-ask bench-model clean

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "xxgk needs Python 3.11 or newer; this is $$($(PYTHON) --version)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/.model: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[local]' && $(BIN)/xxgk model fetch \
		&& touch $@ || echo "No model could be had: rules read alone"

demo: $(VENV)/.installed $(VENV)/.model
	@mkdir -p demo
	$(BIN)/xxgk extract eval/corpus --db demo/xxgk.db --force
	@for report in 1 2 3 4 5; do $(BIN)/xxgk show $$report --db demo/xxgk.db; done
	$(BIN)/xxgk findings --db demo/xxgk.db
	$(BIN)/xxgk report --db demo/xxgk.db --output demo/site
	$(BIN)/xxgk export --format xlsx --db demo/xxgk.db --output demo/xxgk.xlsx
	@echo "Open demo/site/index.html or demo/xxgk.xlsx, or run: $(BIN)/datasette demo/xxgk.db -m schemas/datasette.yaml"

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist worksteal

test-slow: $(VENV)/.installed
	$(BIN)/python -m pytest -m slow -n logical --maxprocesses 4 --dist worksteal

# Takes minutes a report: does the fetched model still say what was recorded?
test-live: $(VENV)/.model
	$(BIN)/python -m pytest -m live

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

docs: $(VENV)/.installed
	$(BIN)/python -m docs.regenerate

schema: $(VENV)/.installed
	$(BIN)/python -m agent.schema > schemas/report.schema.json

bench: $(VENV)/.installed
	$(BIN)/python -m eval.bench

# Takes minutes: 5,000 reports in one folder.
bench-batch: $(VENV)/.installed
	$(BIN)/python -m eval.bench_batch

# Makes 2,000 reports and asks questions over them; takes minutes.
bench-ask: $(VENV)/.installed
	$(BIN)/python -m eval.bench_ask

# Takes minutes: what the model that is set or fetched takes.
bench-model: $(VENV)/.model
	$(BIN)/python -m eval.bench_model

clean:
	rm -rf $(VENV) build dist demo
