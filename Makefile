# make demo   set everything up and read the five real reports
# make test   set everything up and run the tests
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint schema bench clean

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "xxgk needs Python 3.11 or newer; this is $$($(PYTHON) --version)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/xxgk extract eval/corpus --db demo.db --force
	@for report in 1 2 3 4 5; do $(BIN)/xxgk show $$report --db demo.db; done
	$(BIN)/xxgk findings --db demo.db
	$(BIN)/xxgk export --format xlsx --db demo.db --output demo.xlsx
	@echo "Open demo.xlsx, or run: $(BIN)/datasette demo.db -m schemas/datasette.yaml"

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

schema: $(VENV)/.installed
	$(BIN)/python -m agent.schema > schemas/report.schema.json

bench: $(VENV)/.installed
	$(BIN)/python -m eval.bench

clean:
	rm -rf $(VENV) build dist demo.db demo.xlsx
