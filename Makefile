# `make` lists the targets. Each one prepares what it needs; nothing is installed outside .venv.
COMPANY ?= CoreWeave
RUN = .venv/run.stamp
DEV = .venv/dev.stamp
BIN = .venv/bin

.PHONY: help memo chat eval test lint types imports check fmt wheel bench lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

memo: $(RUN)  ## draft a memo: make memo COMPANY=NVIDIA
	$(BIN)/kuroji memo "$(COMPANY)"

chat: $(RUN)  ## ask questions in the terminal
	$(BIN)/kuroji chat

eval: $(RUN)  ## run the offline evals
	$(BIN)/kuroji eval

test: $(DEV)  ## run the tests with coverage
	$(BIN)/python -m pytest -q --cov
	$(BIN)/coverage report --include='tools/*' --fail-under=100

lint: $(DEV)  ## style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)  ## mypy --strict
	$(BIN)/mypy

imports: $(DEV)  ## layers: imports only go down
	$(BIN)/lint-imports --no-logo

check: $(DEV)  ## everything that CI runs
	.ci/run

fmt: $(DEV)  ## format and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: $(DEV)  ## build the wheel into dist/ and run it from a clean folder
	rm -rf dist
	$(BIN)/python -m hatchling build -t wheel
	.ci/try-wheel

bench: $(DEV)  ## rerun the quick measurements of BENCHMARKS.md
	$(BIN)/python -m benchmarks.quick

lock:  ## pin all dependencies again (needs uv)
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

COMPILE = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --no-annotate --no-header

clean:  ## remove what was built
	rm -rf .venv dist .*_cache .coverage

$(RUN): requirements.lock pyproject.toml
	.ci/venv requirements.lock
	touch $@

$(DEV): requirements-dev.lock pyproject.toml
	.ci/venv requirements-dev.lock
	touch $@ $(RUN)
