// Command roster plans published instances with the general solver and writes rosters that
// their own verifiers read, and plans made-up contact centres with turno's optimiser.
//
//	go run ./bench/roster --format nrp --limit 60s --seed 1 --out FILE --instance FILE
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
	"time"

	"turno/bench/roster/nrp"
	"turno/schedule/roster"
)

type options struct {
	format, instance, out, profile string
	limit                          time.Duration
	seed                           uint64
	effort                         int
	verbose                        bool
}

// commands are the subcommands; without one a single instance is planned.
var commands = map[string]func(args []string) error{"gen": gen}

func main() {
	run, args := one, os.Args[1:]
	if len(args) > 0 && commands[args[0]] != nil {
		run, args = commands[args[0]], args[1:]
	}
	if err := run(args); err != nil && !errors.Is(err, flag.ErrHelp) {
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

// one plans a single instance.
func one(args []string) error {
	var o options
	f := flag.NewFlagSet("roster", flag.ContinueOnError)
	f.StringVar(&o.format, "format", "nrp", "format of the instance: nrp")
	f.StringVar(&o.instance, "instance", "", "file of the instance")
	f.StringVar(&o.out, "out", "", "file for the roster; none is written without it")
	f.DurationVar(&o.limit, "limit", time.Minute, "time limit of the search")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the search")
	f.IntVar(&o.effort, "effort", 1_000_000, "neighbourhoods to search at most: same seed and effort, same roster, unless the limit strikes")
	f.BoolVar(&o.verbose, "v", false, "print every better roster")
	f.StringVar(&o.profile, "cpuprofile", "", "file for a CPU profile")
	if err := parse(f, args); err != nil {
		return err
	}
	if o.format != "nrp" {
		return fmt.Errorf("--format %q: expected nrp", o.format)
	}
	end, err := startProfile(o.profile)
	if err != nil {
		return err
	}
	defer end()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return run(ctx, o)
}

func run(ctx context.Context, o options) error {
	in, err := readNRP(o.instance)
	if err != nil {
		return err
	}
	began := time.Now()
	opt := roster.Options{Seed: o.seed, Effort: o.effort, Limit: o.limit}
	if o.verbose {
		opt.Better = func(b roster.Better) {
			fmt.Printf("%7.1fs  %8.0f  bound %8.1f\n", time.Since(began).Seconds(), b.Total, b.Bound)
		}
	}
	result, err := roster.Solve(ctx, in.Problem(), opt)
	if err != nil {
		return err
	}
	return finish(o, in, result)
}

// finish scores the roster with the instance's own words, prints a line and writes it.
func finish(o options, in *nrp.Instance, s roster.Solution) error {
	rows := in.Rows(s)
	score := in.Score(rows)
	lost := 0
	for _, x := range s.Lost {
		if x {
			lost++
		}
	}
	fmt.Printf("%s  penalty %d  bound %.1f  broken rules %d  unplanned %d\n", o.instance, score.Penalty(), s.Bound, len(score.Broken), lost)
	if o.out == "" {
		return nil
	}
	f, err := os.Create(o.out)
	if err != nil {
		return err
	}
	return errors.Join(in.Write(f, rows), f.Close())
}

func readNRP(name string) (*nrp.Instance, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--instance: %w", err)
	}
	defer f.Close()
	in, err := nrp.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return in, nil
}
