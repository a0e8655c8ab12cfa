.DEFAULT_GOAL := help
.PHONY: help run test check bench lock screenshots service-model rules translations package clean

# The first Python there is that Qt's wheels are made for; that of .venv, if it still works.
PYTHON := for python in .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11; do \
	if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then break; fi; \
	python=; done; \
	if [ -z "$$python" ]; then \
	echo "Events Console needs Python 3.11 to 3.14 and found none; on Debian: sudo apt-get install python3-venv"; exit 1; \
	fi; "$$python" -I

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do printf 'make %-14s %s\n' "$$name" "$$what"; done

run: ## open the console, after setting up what it needs (ARGS="…": its command line)
	@$(PYTHON) packaging/set_up.py run
	@.venv/bin/events-console $(ARGS)

test: ## run the tests, after setting up what they need (ARGS="…": for pytest)
	@$(PYTHON) packaging/set_up.py test
	@.venv/bin/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile $(ARGS)

check: ## formatting, lint, types and layers
	@$(PYTHON) packaging/set_up.py test
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/python -m pytest -q tests/test_layers.py

bench: ## measure the figures in the way the project promises them (ARGS="…": for the benchmarks)
	@$(PYTHON) packaging/set_up.py test
	@.venv/bin/python tests/benchmarks/run.py $(ARGS)

# The tests' lock comes first: the AWS CLI pins the botocore that the console shall use as well.
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --custom-compile-command 'make lock' $(ARGS)

lock: ## write the lock files anew (needs uv; ARGS=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install uv"; exit 1; }
	$(LOCK) --group test --output-file packaging/requirements-test.txt
	$(LOCK) --group build --constraints packaging/requirements-test.txt --output-file packaging/requirements.txt
	$(LOCK) --group package --constraints packaging/requirements-test.txt --output-file packaging/requirements-package.txt

screenshots: ## draw the pictures of the README anew
	@$(PYTHON) packaging/set_up.py test
	.venv/bin/python packaging/screenshots.py

service-model: ## write the service's fields and limits anew from the installed botocore
	@$(PYTHON) packaging/set_up.py test
	.venv/bin/python packaging/generate_service_model.py

rules: ## write the table of the lint's rules that Help shows anew from the rules
	@$(PYTHON) packaging/set_up.py test
	.venv/bin/python packaging/rules_table.py

translations: ## collect the words of the window for its translators, and make what it loads from theirs
	@$(PYTHON) packaging/set_up.py test
	.venv/bin/python packaging/translations.py

package: ## build what this system can build into dist/: wheel, source, one-folder archive, Debian package
	@$(PYTHON) packaging/set_up.py package
	@.venv/bin/python packaging/package.py $(ARGS)

clean: ## remove what the other commands made
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	find app packaging tests -name __pycache__ -prune -exec rm -rf {} +
