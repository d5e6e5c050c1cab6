package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"turno/bench/roster/centre"
	"turno/schedule/roster"
)

// genOptions are the flags of gen.
type genOptions struct {
	centre  centre.Settings
	search  roster.Options
	write   string
	verbose bool
}

// gen makes up a contact centre, plans it with turno's optimiser and prints what the
// roster is worth.
func gen(ctx context.Context, args []string) error {
	var o genOptions
	f := flag.NewFlagSet("roster gen", flag.ContinueOnError)
	f.IntVar(&o.centre.Agents, "agents", 500, "agents of the centre")
	f.IntVar(&o.centre.Weeks, "weeks", 1, "weeks to plan")
	f.Uint64Var(&o.centre.Seed, "seed", 1, "seed of the centre and of the search")
	f.DurationVar(&o.centre.Interval, "interval", 15*time.Minute, "planning interval: 5m or 15m")
	f.IntVar(&o.centre.Live, "live", 2, "live queues of the four: 2 to 4; the others may wait")
	f.DurationVar(&o.search.Limit, "limit", 0, "time limit of the search; 0 is none")
	f.IntVar(&o.search.Effort, "effort", 0, "rounds of the search; 0 is the optimiser's own choice")
	f.StringVar(&o.write, "write", "", "folder for the centre as a workspace; nothing is planned then")
	f.BoolVar(&o.verbose, "v", false, "print every better roster")
	profile := f.String("cpuprofile", "", "file for a CPU profile")
	if err := parse(f, args); err != nil {
		return err
	}
	c, err := centre.Generate(o.centre)
	if err != nil {
		return err
	}
	if o.write != "" {
		return writeCentre(c, o)
	}
	end, err := startProfile(*profile)
	if err != nil {
		return err
	}
	defer end()
	return planCentre(ctx, c, o)
}

// planCentre builds the roster and prints what came of it.
func planCentre(ctx context.Context, c *centre.Centre, o genOptions) error {
	w := watch{began: time.Now(), verbose: o.verbose}
	o.search.Seed, o.search.Better = o.centre.Seed, w.better
	built, err := roster.Build(ctx, c.Roster(), o.search)
	if err != nil {
		return err
	}
	wall := time.Since(w.began)
	judged := c.Input.Check(c.Requirement, built.Roster, nil)
	f := c.Measure(built.Roster)
	fmt.Printf("%d agents, %d weeks of %v, seed %d: demand %.0f agent-hours, supply %.0f\n",
		o.centre.Agents, o.centre.Weeks, o.centre.Interval, o.centre.Seed, f.Demand, f.Supply)
	fmt.Printf("first roster  %8.2f s\n", w.first.Seconds())
	fmt.Printf("wall time     %8.2f s, %.0f %% of the search, stopped %v\n", wall.Seconds(), 100*built.Done, built.Stopped)
	fmt.Printf("uncovered     %8.2f %% of demand (%s)\n", 100*f.Share(f.Uncovered), byQueue(c, f))
	fmt.Printf("surplus       %8.2f %%\n", 100*f.Share(f.Surplus))
	fmt.Printf("together      %8.2f %%\n", 100*f.Share(f.Uncovered+f.Surplus))
	for _, t := range built.Terms {
		fmt.Printf("  %-22s %12.1f\n", t.Name, t.Value)
	}
	fmt.Printf("hard rules broken  %d\n", judged.Broken())
	fmt.Printf("peak memory   %s\n", peak())
	for _, x := range judged.Findings[:min(judged.Broken(), 5)] {
		fmt.Printf("  broken: %s %s %v %v, allowed %v\n", x.Code, x.Agent, x.From, x.Value, x.Limit)
	}
	return nil
}

func byQueue(c *centre.Centre, f centre.Figures) string {
	var out []string
	for q, hours := range f.ByQueue {
		out = append(out, fmt.Sprintf("%s %.1f h", c.Input.Queues[q].Name, hours))
	}
	return strings.Join(out, ", ")
}

// watch follows the search.
type watch struct {
	began   time.Time
	verbose bool
	first   time.Duration // until a legal roster was there
}

// better is told of every better roster, one at a time.
func (w *watch) better(b roster.Better) {
	at := time.Since(w.began)
	if w.first == 0 {
		w.first = at
	}
	if w.verbose {
		fmt.Printf("%8.2f s  %14.1f\n", at.Seconds(), b.Total)
	}
}

// peak is the most memory the process has held, where the system tells.
func peak() string {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "not known here"
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(value)
		}
	}
	return "not known here"
}

// writeCentre puts the workspace into a folder and says how to plan it.
func writeCentre(c *centre.Centre, o genOptions) error {
	if err := os.MkdirAll(o.write, 0o755); err != nil {
		return err
	}
	err := fs.WalkDir(c.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(c.Files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(o.write, name), text, 0o644)
	})
	if err != nil {
		return err
	}
	fmt.Printf("turno roster --workspace %s --weeks %d --requirement %s --out results\n",
		o.write, o.centre.Weeks, filepath.Join(o.write, "requirement.csv"))
	return nil
}
