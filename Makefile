# Two commands do everything on a fresh machine: `make demo` shows the portal, `make test` tests it.
# Whoever has no make finds the same steps in README.md.
PORT ?= 8000
PYTHON = .venv/bin/python
DJADE = .venv/bin/djade --target-version 6.1
DJANGO_UPGRADE = .venv/bin/django-upgrade --target-version 6.1
LOCK = .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.12 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url

.PHONY: help demo test bench soak check format lock upgrade translations faults security audit released

help:
	@echo "make demo          shows the portal on http://127.0.0.1:$(PORT)/ (make demo PORT=8123 elsewhere)"
	@echo "make test          runs the tests (those in a browser too, where Chromium is installed);"
	@echo "                   make test TESTS='tests/news -k embargo': some of them"
	@echo "make bench         prints how good the search is and what pages cost (BENCH='--sizes ten': quicker)"
	@echo "make soak          lets writers, readers and made-up requests loose on it for about an hour"
	@echo "make faults        kills a portal of real processes in every way (needs PostgreSQL, Redis, nginx)"
	@echo "make security      writes docs/security.md from docs/asvs.txt"
	@echo "make audit         asks whether a library has a known weakness (needs the network)"
	@echo "make check         runs every other check: style, types, migrations, translations, house rules"
	@echo "make format        brings code and templates into the form that make check asks for"
	@echo "make released      notes the migrations of a release: newer ones must let it keep serving"
	@echo "make lock          brings requirements*.txt in line with pyproject.toml"
	@echo "make upgrade       the same, with the newest releases it allows"
	@echo "make translations  collects the labels into locale/ and compiles them (needs gettext)"

demo: .venv/.requirements
	@$(PYTHON) manage.py demo --port $(PORT)

test: .venv/.requirements-dev
	@echo "Running the tests"
	@.venv/bin/pytest --numprocesses auto --dist worksteal $(TESTS)

# Starts PostgreSQL, Redis, nginx, servers and a worker of its own, and kills them. SOAK=20: longer.
faults: .venv/.requirements-dev
	@NUKLID_FAULTS=1 .venv/bin/pytest tests/faults

security: .venv/.requirements-dev
	@$(PYTHON) -m tests.asvs

# Asks a database of known weaknesses over the network, so it is no part of make check.
audit: .venv/.requirements-dev
	@.venv/bin/uvx pip-audit --strict --disable-pip --require-hashes --requirement requirements-extras.txt \
		|| { echo "A library has a known weakness (above), or nobody could be asked: then try again" >&2; exit 1; }

bench: .venv/.requirements-dev
	@.venv/bin/pytest tests/bench_search.py
	@$(PYTHON) -m tests.bench $(BENCH)

# The long form of what the tests do in short: 10,000 steps of writers and readers, 50,000 requests, and
# the faults ten times as long. DATABASE_URL=postgres://... make soak: on PostgreSQL instead of SQLite.
soak: .venv/.requirements-dev
	@SOAK_STEPS=10000 SOAK_REQUESTS=50000 .venv/bin/pytest -s --timeout 5400 tests/soak
	@NUKLID_FAULTS=1 SOAK=10 .venv/bin/pytest --timeout 3600 tests/faults

# As on a server, whatever .env says; none of the checks opens a database of yours.
check: export SECRET_KEY = only-for-checks-abcdefghijklmnopqrstuvwxyz-0123456789
check: export DATABASE_URL = sqlite://:memory:
check: export DEBUG = False
check: export HTTPS = True
check: export ALLOWED_HOSTS = nuklid.test
check: export DEFAULT_FROM_EMAIL = portal@nuklid.test
check: .venv/.requirements-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	git ls-files '*.html' ':!templates/pages' | xargs $(DJADE) --check
	git ls-files '*.py' ':!*/migrations/*' | xargs $(DJANGO_UPGRADE) --check
	.venv/bin/mypy
	$(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) manage.py makemigrations --check
	.venv/bin/pytest tests/test_house.py
	@echo "Comparing requirements*.txt with pyproject.toml"
	@cp requirements*.txt .venv/
	@$(LOCK) -o .venv/requirements.txt
	@$(LOCK) --all-extras -c .venv/requirements.txt -o .venv/requirements-extras.txt
	@$(LOCK) --all-extras --group dev -c .venv/requirements-extras.txt -o .venv/requirements-dev.txt
	@for file in requirements*.txt; do diff $$file .venv/$$file >&2 \
		|| { echo "$$file is not what pyproject.toml asks for: run make lock" >&2; exit 1; }; done
	@echo "All checks passed"

# Part of making a release: from then on, migrations must let it keep serving.
released:
	@sed -i '/^[^#]/d' tests/nuklid/released_migrations.txt
	@for file in */migrations/0*.py nuklid/base/migrations/0*.py; do \
		echo "$$(basename $$(dirname $$(dirname $$file))) $$(basename $$file .py)" >> tests/nuklid/released_migrations.txt; done

format: .venv/.requirements-dev
	git ls-files '*.py' ':!*/migrations/*' | xargs $(DJANGO_UPGRADE) --exit-zero-even-if-changed
	.venv/bin/ruff check --fix --exit-zero --quiet
	.venv/bin/ruff format
	git ls-files '*.html' ':!templates/pages' | xargs $(DJADE) || true

lock: .venv/.requirements-dev
	$(LOCK) -o requirements.txt
	$(LOCK) --all-extras -c requirements.txt -o requirements-extras.txt
	$(LOCK) --all-extras --group dev -c requirements-extras.txt -o requirements-dev.txt

upgrade: LOCK += --upgrade
upgrade: lock

translations: .venv/.requirements-dev
	$(PYTHON) manage.py makemessages --locale de --no-wrap --no-location --no-obsolete --ignore .venv --ignore tests
	for folder in locale locale/libraries; do \
		$(PYTHON) -c "import polib, sys; polib.pofile(sys.argv[1] + '.po').save_as_mofile(sys.argv[1] + '.mo')" \
		$$folder/de/LC_MESSAGES/django || exit 1; done

# The stamps say which requirements are installed: the second run has nothing to do.
.venv/.requirements .venv/.requirements-dev: .venv/.%: %.txt | .venv/bin/pip
	@echo "Installing the libraries of $< into .venv (the first time takes a minute)"
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --requirement $<
	@touch $@

# The Python we develop on comes first; any from 3.12 on will do, as long as it can make a venv.
.venv/bin/pip:
	@for python in python3.13 python3.12 python3.14 python3 python \
			"$$HOME"/.pyenv/versions/3.13*/bin/python "$$HOME"/.pyenv/versions/3.1[2-9]*/bin/python; do \
		"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null || continue; \
		echo "Making .venv with $$("$$python" --version) ($$python)"; \
		exec "$$python" -m venv --clear .venv; \
	done; \
	echo "No Python 3.12 or newer with its venv module was found. Install one (Debian: apt-get install python3 python3-venv) and run this again." >&2; \
	exit 1
