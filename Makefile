# The two commands are `make run` and `make test`; the rest is for those who change Samling.
.PHONY: run test lint format bench soak faults messages demo

PORT ?= 8000
ARGS ?=
export PORT

# Serve two demo libraries: make run, or make run PORT=8001
run:
	@sh scripts/python.sh scripts/run.py

# Run the tests: make test, or make test ARGS="tests/events -k seats"
test:
	@sh scripts/python.sh scripts/test.py $(ARGS)

lint: .venv/lock-digest
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

format: .venv/lock-digest
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# What a page and a sign-up cost, as tables, and a first visit in Chromium: make bench, or
# make bench ARGS="--only pages" (or sign-ups, scale, paint)
bench: .venv/lock-digest
	@.venv/bin/python scripts/bench.py $(ARGS)

# What takes too long for every change: many processes for few seats, 400 people for 200, and the
# administration crawled in every role. With TEST_POSTGRES_URL on PostgreSQL too
soak: .venv/lock-digest
	@.venv/bin/python scripts/soak_seats.py --processes 20 --operations 200
	@.venv/bin/python scripts/soak_crowd.py --rounds 20
	@sh scripts/python.sh scripts/test.py -m soak $(ARGS)
ifdef TEST_POSTGRES_URL
	@DATABASE_URL=$(TEST_POSTGRES_URL) sh scripts/python.sh scripts/test.py -m soak $(ARGS)
endif

# The mail server is down, workers are killed, the database lets go: 200 messages arrive once.
# With TEST_POSTGRES_URL on PostgreSQL too
faults: .venv/lock-digest
	@.venv/bin/python scripts/faults.py $(ARGS)

# Bring the catalogues of Danish and English in line with the sources, then compile them
messages: .venv/lock-digest
	@.venv/bin/python manage.py messages --update
	@.venv/bin/python manage.py messages --compile

# Furnish the demo without serving it
demo: .venv/lock-digest
	@.venv/bin/python manage.py migrate --verbosity 0
	@.venv/bin/python manage.py load_demo

.venv/lock-digest: requirements.lock
	@sh scripts/python.sh scripts/environment.py
