# Everything runs in .venv, which `make setup` makes; nothing else has to be installed by hand.
.PHONY: help setup try chat test check fix bench faults simulate pictures mutants clean
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8080
IN := .venv/bin

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready  ## make .venv with everything that is pinned
	@$(IN)/python -m compileall -q bot  # 0.2 s of every start, where Python may not keep what it compiled

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(IN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[postgres,charts,formats,dev]'
	touch $@

try: setup  ## the bot in a browser, without Telegram (PORT=8080)
	$(IN)/python -m bot try --port $(PORT)

chat: setup  ## the bot in this terminal, without Telegram
	$(IN)/python -m bot chat

test: setup check  ## everything that CI runs
	$(IN)/python -m pytest -n 2

check: setup  ## what the reviewer would not have to say
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/mypy
	$(IN)/lint-imports --no-cache

fix: setup  ## mend what a tool can mend
	$(IN)/ruff check --fix .
	$(IN)/ruff format .

bench: setup  ## figures, as ratios in one run
	$(IN)/python -m bench

faults: setup  ## a thousand kills on each database, and storms, cuts and odd files as many (two hours)
	FAULTS=1 $(IN)/python -m pytest -s tests/faults

simulate: setup  ## our schedule against others, by simulated learners (1 minute)
	$(IN)/python -m bench.simulation

pictures: setup  ## draw the lessons' pictures anew from content/pictures/*.yaml
	$(IN)/python -m tools.pictures

mutants: setup  ## which changes to grading no test would notice: a sample in minutes (SAMPLE=300 SEED=1)
	nice $(IN)/python -m bench.mutants $(or $(SAMPLE),300) $(or $(SEED),1)

clean:  ## remove what is made
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .coverage
