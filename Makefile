# `make serve` and `make test` are the two commands of the course. Each sets up all that it needs, once.

PYTHON ?=
PORT ?= 8000
SAMPLE ?= 20
BIN := .venv/bin
STAGE := sh tools/stage

# A search path from outside would let other packages in before the locked ones.
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help environment runtime serve book lab test bench processors reproducible mutants exercises notebooks data lock lock-check clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile
	@echo 'Another Python than the one found: make PYTHON=python3.12 ...'

environment:
	@sh tools/environment "$(PYTHON)"

serve: book ## Build the book and serve it on this machine (another port: PORT=9000)
	@$(BIN)/python tools/serve.py --port "$(PORT)"

runtime: environment ## Assemble the Python that runs in the reader's browser (once; needs the network)
	@$(BIN)/python tools/runtime.py || { [ $$? -eq 3 ] && \
	  echo 'So the site is built WITHOUT Python in the browser; all else works. Run make again where the network reaches it.' >&2; }

book: runtime ## Build the book in _build/html
	@$(BIN)/jupyter-book build . -W -n --keep-going || { rm -rf _build/html; \
	  echo 'The book was NOT built, and nothing half-built was left: the first message above says where and why.' >&2; exit 1; }

lab: environment ## Open JupyterLab on the notebooks
	@$(BIN)/jupyter-lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks

test: environment ## Check everything: lint, library, notebooks, book, and the site in a real browser
	@$(STAGE) 'Lint' $(BIN)/ruff check .
	@$(STAGE) 'Format' $(BIN)/ruff format --check .
	@$(STAGE) 'Library, claims, chapters' $(BIN)/python -m pytest -n auto --ignore=tests/site tests
	@$(STAGE) 'Notebooks give their stored outputs' $(BIN)/python -m pytest -n auto --dist loadfile \
	  --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg notebooks
	@$(STAGE) 'Other processors see the same numbers' $(BIN)/python tools/processors.py
	@$(STAGE) 'Browser' $(BIN)/python tools/browser.py --install
	@$(STAGE) 'Book' $(MAKE) --no-print-directory book
	@$(STAGE) 'Built site in the browser' $(BIN)/python -m pytest -n auto tests/site

bench: environment ## Print how long things take and how much they weigh
	@$(BIN)/python tools/bench.py

processors: environment ## Compare claims and notebooks under the arithmetic of other processors
	@$(BIN)/python tools/processors.py

reproducible: environment ## Build the site twice, cleanly, and say where the two differ (slow)
	@$(BIN)/python tools/reproducible.py

mutants: environment ## Break the library on purpose and print what the tests miss (SAMPLE=20)
	@$(BIN)/python tools/mutants.py --sample "$(SAMPLE)"

exercises: environment ## Make the readers' version of the exercises from their solutions
	@$(BIN)/python tools/exercises.py

notebooks: environment ## Run every notebook and store its outputs
	@$(BIN)/python tools/run_notebooks.py

data: environment ## Compute kept results anew from their recipes
	@$(BIN)/python -m recursivity.kept

lock: ## Lock versions and hashes anew from requirements.in (needs the network)
	@"$$(sh tools/find_python "$(PYTHON)")" -m venv --clear _build/lock
	@_build/lock/bin/python -m pip install -qq --only-binary :all: uv==0.13.9
	@_build/lock/bin/uv pip compile requirements.in --output-file requirements.txt --quiet --no-config --universal \
	  --fork-strategy fewest --python-version 3.11 --only-binary :all: --generate-hashes --custom-compile-command 'make lock'

lock-check: environment ## Show with pip that the lock serves every Python and machine we promise (network, about 1 GB)
	@$(BIN)/python tools/lock_serves.py

clean: ## Remove what was built; the environment in .venv stays
	rm -rf _build
