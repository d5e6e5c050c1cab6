// Command roster plans published instances with turno's general optimiser, scores the
// rosters by the instances' own words and writes them for their own verifiers; and it plans
// made-up contact centres as turno does.
//
//	go run ./bench/roster --format nrp --instance FILE --limit 60s --seed 1 --out FILE
//	go run ./bench/roster --format matsp --instance FILE
//	go run ./bench/roster --format shiftdesign --instance FILE
//	go run ./bench/roster --format inrc2 --instance DIR --history 1 --weeks 6-2-9-1 --out DIR
//	go run ./bench/roster table --format nrp --instances '../shared/data/roster/nrp/*.txt' --out DIR
//	go run ./bench/roster gen --agents 500 --weeks 1 --seed 1 --limit 60s
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
)

// commands are the subcommands; without one a single instance is planned.
var commands = map[string]func(ctx context.Context, args []string) error{"gen": gen, "table": table}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	run, args := single, os.Args[1:]
	if len(args) > 0 && commands[args[0]] != nil {
		run, args = commands[args[0]], args[1:]
	}
	if err := run(ctx, args); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "roster:", err)
		os.Exit(1)
	}
}

// parse reads flags and refuses anything else.
func parse(f *flag.FlagSet, args []string) error {
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("argument %q: expected flags only", f.Arg(0))
	}
	return nil
}

// startProfile begins a CPU profile where a file is named; end finishes it.
func startProfile(name string) (end func(), err error) {
	if name == "" {
		return func() {}, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); f.Close() }, nil
}
