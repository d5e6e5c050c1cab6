// Command roster plans published instances with the general solver and writes rosters that
// their own verifiers read.
//
//	go run ./bench/roster --format nrp --limit 60s --seed 1 --out FILE --instance FILE
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

func main() {
	var o options
	flag.StringVar(&o.format, "format", "nrp", "format of the instance: nrp")
	flag.StringVar(&o.instance, "instance", "", "file of the instance")
	flag.StringVar(&o.out, "out", "", "file for the roster; none is written without it")
	flag.DurationVar(&o.limit, "limit", time.Minute, "time limit of the search")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the search")
	flag.IntVar(&o.effort, "effort", 1_000_000, "neighbourhoods to search at most: same seed and effort, same roster, unless the limit strikes")
	flag.BoolVar(&o.verbose, "v", false, "print every better roster")
	flag.StringVar(&o.profile, "cpuprofile", "", "file for a CPU profile")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "roster:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	if o.format != "nrp" {
		return fmt.Errorf("--format %q: expected nrp", o.format)
	}
	if flag.NArg() > 0 {
		return fmt.Errorf("argument %q: expected flags only", flag.Arg(0))
	}
	if o.profile != "" {
		f, err := os.Create(o.profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
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
