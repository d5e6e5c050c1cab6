package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"turno/schedule/roster"
)

// tableOptions are the flags of table.
type tableOptions struct {
	format, instances, out string
	known, verifier        string
	opt                    roster.Options
	cores                  int
}

// row is the result of one instance, as kept in the output folder.
type row struct {
	Instance string
	Penalty  float64
	Bound    *float64 `json:",omitempty"` // no roster is below; absent where none is known
	Seconds  float64
	Broken   int
	Parts    string
	Verdict  string `json:",omitempty"` // of the published verifier
	Settings settings
}

// settings are what a result depends on besides the instance.
type settings struct {
	Limit  time.Duration
	Seed   uint64
	Effort int
	Cores  int
}

// table plans many instances and writes their rosters and a table of what they are worth.
// An instance that has a result of the same settings is not planned again, so that a run
// which was stopped goes on where it was.
func table(ctx context.Context, args []string) error {
	var o tableOptions
	f := flag.NewFlagSet("roster table", flag.ContinueOnError)
	f.StringVar(&o.format, "format", "nrp", "format of the instances: "+formatNames())
	f.StringVar(&o.instances, "instances", "", "pattern of their files, in quotes; inrc2: of folders of scenarios")
	f.StringVar(&o.out, "out", "", "folder for rosters, results and table.md")
	f.StringVar(&o.known, "known", filepath.Join(sharedFolder, "data", "roster", "published-nrp.csv"), "nrp: table of best known penalties; left out where it is not there")
	f.StringVar(&o.verifier, "verifier", filepath.Join(sharedFolder, "tools", "nrp_verify.py"), "nrp: the published verifier, run with python3; left out where it is not there")
	f.DurationVar(&o.opt.Limit, "limit", time.Minute, "time limit of each search")
	f.Uint64Var(&o.opt.Seed, "seed", 1, "seed of the searches")
	f.IntVar(&o.opt.Effort, "effort", 1_000_000, "neighbourhoods to search at most")
	f.IntVar(&o.cores, "cores", runtime.NumCPU(), "cores to use")
	if err := parse(f, args); err != nil {
		return err
	}
	if o.out == "" || o.cores < 1 {
		return fmt.Errorf("--out %q, --cores %d: expected a folder and 1 or more", o.out, o.cores)
	}
	list, err := selections(o.format, o.instances)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	runtime.GOMAXPROCS(o.cores)
	best, err := readKnown(o.format, o.known)
	if err != nil {
		return err
	}
	return o.run(ctx, list, best)
}

// sharedFolder lies beside the checkout, where commands are run.
var sharedFolder = filepath.Join("..", "shared")

// run plans what has no result yet, prints a line for each instance and writes the table.
func (o *tableOptions) run(ctx context.Context, list []selection, best known) error {
	var rows []row
	printHeading(os.Stdout)
	for _, s := range list {
		r, err := o.result(ctx, s)
		if ctx.Err() != nil {
			break // what stopped early is no result
		}
		if err != nil {
			return err
		}
		rows = append(rows, r)
		r.print(os.Stdout, best)
	}
	f, err := os.Create(filepath.Join(o.out, "table.md"))
	if err != nil {
		return err
	}
	printHeading(f)
	for _, r := range rows {
		r.print(f, best)
	}
	return errors.Join(f.Close(), ctx.Err())
}

// result is what the folder holds of the instance, or what planning it gives.
func (o *tableOptions) result(ctx context.Context, s selection) (row, error) {
	t, err := open(s)
	if err != nil {
		return row{}, err
	}
	set := settings{o.opt.Limit, o.opt.Seed, o.opt.Effort, o.cores}
	name := filepath.Join(o.out, t.name)
	if text, err := os.ReadFile(name + ".json"); err == nil {
		var r row
		if err := json.Unmarshal(text, &r); err == nil && r.Settings == set {
			return r, nil
		}
	}
	began := time.Now()
	out, err := t.plan(ctx, o.opt)
	if err != nil || ctx.Err() != nil {
		return row{}, err
	}
	r := row{Instance: t.name, Penalty: out.penalty, Seconds: time.Since(began).Seconds(), Broken: len(out.broken), Parts: out.parts, Settings: set}
	if out.bounded() {
		r.Bound = &out.bound
	}
	if err := out.write(name + ".roster"); err != nil {
		return row{}, err
	}
	if r.Verdict, err = o.verdict(ctx, s, name+".roster"); err != nil {
		return row{}, err
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return row{}, err
	}
	return r, os.WriteFile(name+".json", append(text, '\n'), 0o644)
}

// selections are the instances that a pattern names, in the order of the numbers in them.
func selections(format, pattern string) ([]selection, error) {
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		return nil, errors.Join(fmt.Errorf("--instances %q: expected the pattern of files that are there", pattern), err)
	}
	slices.SortFunc(names, natural)
	var out []selection
	for _, name := range names {
		if format == "inrc2" {
			out = append(out, scenarios(name)...)
		} else {
			out = append(out, selection{format: format, instance: name})
		}
	}
	return out, nil
}
