# turno: `make build` makes the program, `make check` is what every change must pass.
GO    ?= go
TOOLS := $(GO) tool -modfile=tools/go.mod

.PHONY: build check test vet lint fmt bench bench-long samples fuzz clean

build: ## the program, in bin/turno
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/turno ./cmd/turno

# Compilers and linters make garbage and soon end: with a heap that may grow, cold caches cost a quarter less.
check: export GOGC = 400
check: fmt vet lint test ## everything a change must pass, in under five minutes

test: # vet is a target of its own; the long comparisons of bench/ run by make bench
	$(GO) test -vet=off -short ./...

vet:
	$(GO) vet ./...

lint:
	$(TOOLS) staticcheck ./...

fmt:
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi

bench: ## what check leaves out as too long, and the benchmarks of every room; figures worth keeping go to docs/MEASURED.md
	$(GO) test -v -timeout 2h ./bench/... ./cmd/turno
	$(GO) test -run '^$$' -timeout 2h -bench . -benchmem ./...

# Plans every published instance that lies in ../shared and made-up contact centres, LIMIT each; results
# stay in LONG, so that a run which was stopped goes on where it was. The tables are LONG/*/table.md.
LIMIT ?= 60s
LONG  ?= bin/bench-long
bench-long: ## hours: the roster optimiser on all published instances and made-up contact centres
	@mkdir -p $(LONG)/centre
	$(GO) build -o bin/bench-roster ./bench/roster
	bin/bench-roster table --format nrp --instances '../shared/data/roster/nrp/*.txt' --limit $(LIMIT) --out $(LONG)/nrp
	bin/bench-roster table --format inrc2 --instances '../shared/data/roster/inrc2/n*' --limit $(LIMIT) --out $(LONG)/inrc2
	bin/bench-roster table --format shiftdesign --instances '../shared/data/roster/shiftdesign/*.dzn' --limit $(LIMIT) --out $(LONG)/shiftdesign
	bin/bench-roster table --format matsp --instances '../shared/data/roster/matsp/*.txt.gz' --limit $(LIMIT) --out $(LONG)/matsp
	@for centre in "50 1" "500 1" "500 4" "2000 1"; do set -- $$centre; out=$(LONG)/centre/$$1-$$2.txt; \
	  [ -s $$out ] || { bin/bench-roster gen --agents $$1 --weeks $$2 --limit $(LIMIT) > $$out.part && mv $$out.part $$out; } || exit 1; \
	  cat $$out; done

samples: ## write the samples anew from their generator
	$(GO) run ./samples/generate

# Every fuzz target for FUZZTIME each: go test takes one target of one package at a time.
FUZZTIME ?= 20s
fuzz:
	@for f in $$(grep -rl --include='*_test.go' '^func Fuzz' . ); do \
	  pkg=$$(dirname $$f); \
	  for t in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$f); do \
	    echo "== $$pkg $$t"; $(GO) test -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; \
	done

clean:
	rm -rf bin
