package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"turno/schedule/roster"
)

// selection names one instance.
type selection struct{ format, instance, history, weeks string }

// single plans one instance and prints a line.
func single(ctx context.Context, args []string) error {
	var s selection
	var opt roster.Options
	f := flag.NewFlagSet("roster", flag.ContinueOnError)
	f.StringVar(&s.format, "format", "nrp", "format of the instance: "+formatNames())
	f.StringVar(&s.instance, "instance", "", "file of the instance; inrc2: folder of the scenario")
	f.StringVar(&s.history, "history", "0", "inrc2: number of the history")
	f.StringVar(&s.weeks, "weeks", "", "inrc2: numbers of the weeks, such as 6-2-9-1")
	out := f.String("out", "", "file for the roster, inrc2: folder; none is written without it")
	f.DurationVar(&opt.Limit, "limit", time.Minute, "time limit of the search")
	f.Uint64Var(&opt.Seed, "seed", 1, "seed of the search")
	f.IntVar(&opt.Effort, "effort", 1_000_000, "neighbourhoods to search at most: same seed and effort, same roster, unless the limit strikes")
	verbose := f.Bool("v", false, "print every better roster")
	profile := f.String("cpuprofile", "", "file for a CPU profile")
	if err := parse(f, args); err != nil {
		return err
	}
	t, err := open(s)
	if err != nil {
		return err
	}
	end, err := startProfile(*profile)
	if err != nil {
		return err
	}
	defer end()
	began := time.Now()
	if *verbose {
		opt.Better = func(b roster.Better) {
			fmt.Printf("%8.1fs  %10.0f  bound %10.1f\n", time.Since(began).Seconds(), b.Total, b.Bound)
		}
	}
	o, err := t.plan(ctx, opt)
	if err != nil {
		return err
	}
	fmt.Printf("%s  penalty %g  bound %.1f  broken rules %d  %s\n", t.name, o.penalty, o.bound, len(o.broken), o.parts)
	if *out == "" {
		return nil
	}
	return o.write(*out)
}

// write writes the roster to a file, or to a folder where it has several.
func (o outcome) write(name string) error {
	if len(o.files) == 1 {
		return writeFile(name, o.files[0])
	}
	if err := os.MkdirAll(name, 0o755); err != nil {
		return err
	}
	for _, x := range o.files {
		if err := writeFile(filepath.Join(name, x.name), x); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(name string, x file) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(x.write(f), f.Close())
}
