package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"turno/bench/roster/inrc2"
	"turno/bench/roster/matsp"
	"turno/bench/roster/nrp"
	"turno/bench/roster/shiftdesign"
	"turno/schedule/roster"
)

// task is an instance that can be planned.
type task struct {
	name string
	plan func(ctx context.Context, opt roster.Options) (outcome, error)
}

// outcome is what a roster is worth by the instance's own words.
type outcome struct {
	penalty, bound float64
	broken         []string // hard rules, in words
	parts          string   // of the penalty
	files          []file
}

// file is one file of a roster.
type file struct {
	name  string
	write func(io.Writer) error
}

// formats open the instances.
var formats = []struct {
	name string
	open func(s selection) (task, error)
}{{"nrp", openNRP}, {"matsp", openMATSP}, {"shiftdesign", openDesign}, {"inrc2", openINRC2}}

func formatNames() string {
	var out []string
	for _, f := range formats {
		out = append(out, f.name)
	}
	return strings.Join(out, ", ")
}

// open reads the instance that is selected.
func open(s selection) (task, error) {
	for _, f := range formats {
		if f.name == s.format {
			t, err := f.open(s)
			if err != nil {
				return task{}, fmt.Errorf("--instance %s: %w", s.instance, err)
			}
			return t, nil
		}
	}
	return task{}, fmt.Errorf("--format %q: expected one of %s", s.format, formatNames())
}

// base is the name of an instance's file without folder and endings.
func base(name string) string {
	name, _, _ = strings.Cut(filepath.Base(name), ".")
	return name
}

// read reads an instance from a file, which may be compressed.
func read[T any](name string, parse func(io.Reader) (T, error)) (in T, err error) {
	f, err := os.Open(name)
	if err != nil {
		return in, err
	}
	defer f.Close()
	if !strings.HasSuffix(name, ".gz") {
		return parse(f)
	}
	text, err := gzip.NewReader(f)
	if err != nil {
		return in, err
	}
	return parse(text)
}

func openNRP(s selection) (task, error) {
	in, err := read(s.instance, nrp.Read)
	return task{base(s.instance), func(ctx context.Context, opt roster.Options) (outcome, error) {
		r, err := roster.Solve(ctx, in.Problem(), opt)
		if err != nil {
			return outcome{}, err
		}
		rows := in.Rows(r)
		score := in.Score(rows)
		return outcome{
			penalty: float64(score.Penalty()), bound: r.Bound, broken: score.Broken,
			parts: fmt.Sprintf("requests %d, under %d, over %d, unplanned %d", score.OnRequests+score.OffRequests, score.Under, score.Over, lost(r)),
			files: []file{{"roster.txt", func(w io.Writer) error { return in.Write(w, rows) }}},
		}, nil
	}}, err
}

// lost counts the agents without a legal schedule.
func lost(r roster.Solution) int {
	n := 0
	for _, x := range r.Lost {
		if x {
			n++
		}
	}
	return n
}

func openMATSP(s selection) (task, error) {
	in, err := read(s.instance, matsp.Read)
	return task{base(s.instance), func(ctx context.Context, opt roster.Options) (outcome, error) {
		r, err := roster.Solve(ctx, in.Problem(), opt)
		if err != nil {
			return outcome{}, err
		}
		rows := in.Rows(r.Plans)
		score := in.Score(rows)
		return outcome{
			penalty: float64(score.Penalty), bound: r.Bound, broken: append(score.Broken, slices.Repeat([]string{"least cover"}, score.Missing)...),
			parts: fmt.Sprintf("missing below the least cover %d, unplanned %d", score.Missing, lost(r)),
			files: []file{{"roster.txt", func(w io.Writer) error { return in.Write(w, rows) }}},
		}, nil
	}}, err
}

// openDesign opens a problem without people, which is annealed: see shiftdesign.Anneal.
func openDesign(s selection) (task, error) {
	in, err := read(s.instance, shiftdesign.Read)
	return task{base(s.instance), func(ctx context.Context, opt roster.Options) (outcome, error) {
		if opt.Limit > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, opt.Limit)
			defer cancel()
		}
		set := shiftdesign.Settings{Seed: opt.Seed, Effort: opt.Effort}
		if opt.Better != nil {
			set.Better = func(x float64) { opt.Better(roster.Better{Total: x, Bound: math.Inf(-1)}) }
		}
		d := in.Anneal(ctx, set)
		score := in.Score(d)
		return outcome{
			penalty: score.Penalty, bound: math.Inf(-1), broken: score.Broken,
			parts: fmt.Sprintf("under %d, over %d minutes, %d shifts, duties off by %.2f", score.Under, score.Over, score.Shifts, score.Duties),
			files: []file{{"design.csv", func(w io.Writer) error { return in.Write(w, d) }}},
		}, nil
	}}, err
}

func openINRC2(s selection) (task, error) {
	in, err := readINRC2(s)
	if err != nil {
		return task{}, err
	}
	weeks := strings.Split(s.weeks, "-")
	t := task{name: fmt.Sprintf("%s_%s_%s", filepath.Base(s.instance), s.history, s.weeks)}
	t.plan = func(ctx context.Context, opt roster.Options) (outcome, error) {
		r, err := roster.Solve(ctx, in.Problem(), opt)
		if err != nil {
			return outcome{}, err
		}
		rows := in.Rows(r)
		score := in.Score(rows)
		o := outcome{penalty: float64(score.Penalty()), bound: r.Bound + float64(in.Spent()), broken: score.Broken, parts: score.String()}
		for w := range weeks {
			o.files = append(o.files, file{fmt.Sprintf("Sol-%s-%s-%d.txt", in.Name, weeks[w], w), func(out io.Writer) error { return in.Write(out, rows, w) }})
		}
		return o, nil
	}
	return t, nil
}

// readINRC2 opens the scenario, the history and the weeks of a folder.
func readINRC2(s selection) (*inrc2.Instance, error) {
	if s.weeks == "" {
		return nil, fmt.Errorf("--weeks is missing, expected numbers such as 6-2-9-1")
	}
	name := filepath.Base(s.instance)
	names := []string{"Sc-" + name, "H0-" + name + "-" + s.history}
	for _, w := range strings.Split(s.weeks, "-") {
		names = append(names, "WD-"+name+"-"+w)
	}
	var readers []io.Reader
	for _, name := range names {
		f, err := os.Open(filepath.Join(s.instance, name+".txt"))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		readers = append(readers, f)
	}
	return inrc2.Read(readers[0], readers[1], readers[2:])
}
