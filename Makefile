# turno: `make build` makes the program, `make check` is what every change must pass.
GO    ?= go
TOOLS := $(GO) tool -modfile=tools/go.mod

.PHONY: build check test vet lint fmt bench samples fuzz clean

build: ## the program, in bin/turno
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/turno ./cmd/turno

check: fmt vet lint test ## everything a change must pass, in under five minutes

test: # the long comparisons of bench/ run by make bench
	$(GO) test -short ./...

vet:
	$(GO) vet ./...

lint:
	$(TOOLS) staticcheck ./...

fmt:
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi

bench: ## long comparisons and the benchmarks of every room; figures worth keeping go to docs/MEASURED.md
	$(GO) test -v ./bench/...
	$(GO) test -run '^$$' -bench . -benchmem ./...

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
