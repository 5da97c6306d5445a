# One command each; every one sets up .venv by itself when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo demo-once test test-postgresql torture mutate bench bench-10m check lint docs clean
setup: $(READY)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(READY) ## the office on a page of phones, in a browser
	$(BIN)/mailbox demo

demo-once: $(READY) ## the published year 2014 played through the same handlers, then its report
	$(BIN)/mailbox demo --story 2014 --once

test: $(READY)
	$(BIN)/pytest

test-postgresql: $(READY) ## the same tests on a PostgreSQL server, which comes with them, and those of several programs
	$(BIN)/pytest --engine postgresql

SEED ?= 7
torture: $(READY) ## what takes long, with a report: killed, starved, cut off, crowded. make torture SEED=8
	TORTURE_SEED=$(SEED) $(BIN)/pytest -m torture --verbose --durations=0 --numprocesses 0
	TORTURE_SEED=$(SEED) $(BIN)/pytest -m torture --verbose --durations=0 --numprocesses 0 --engine postgresql \
	tests/test_replicas.py tests/test_killed.py
	TORTURE_EXAMPLES=300 $(BIN)/pytest tests/handlers/test_odd_updates.py --hypothesis-seed=$(SEED) \
	--numprocesses 0 --override-ini timeout=3600

mutate: $(READY) ## wrong changes to the rules, one by one, and those no test notices. make mutate ONLY=letters/guards.py
	$(BIN)/python -m tests.mutants $(ONLY)

bench: $(READY) ## what an update, a letter, a sweep and a report cost beside a bare echo bot; half an hour
	$(BIN)/python -m benchmarks

bench-10m: $(READY) ## growth and the report with ten million letters: hours and 100 GB in the temporary folder
	$(BIN)/python -m benchmarks --engines sqlite --latencies --sweeps --growth 0 10000000 --figures 10000000 --out bench-10m.json

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test
	$(BIN)/pytest --engine postgresql tests/storage/test_database.py tests/storage/test_copying.py tests/mailroom/test_rate_limit.py tests/mailroom/test_pace.py

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info

docs: $(READY) ## redraw docs/life-of-a-letter.md from the table of moves, docs/rooms.svg from the imports
	$(BIN)/python -m tests.rooms
	$(BIN)/python -c "from letters.diagram import life_of_a_letter; from pathlib import Path; \
	Path('docs/life-of-a-letter.md').write_text(life_of_a_letter(), encoding='utf-8')"
