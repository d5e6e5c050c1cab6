package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"turno/bench/roster/inrc2"
)

// known is the best published penalty by instance.
type known map[string]float64

// readKnown knows the best penalties of a format's instances: of nrp those of the table,
// where there is one.
func readKnown(format, name string) (known, error) {
	out := known{}
	for name, penalty := range inrc2.Known {
		out[name] = float64(penalty)
	}
	if format != "nrp" {
		return out, nil
	}
	f, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows := csv.NewReader(f)
	rows.FieldsPerRecord = -1
	header, err := rows.Read()
	if err != nil || len(header) < 5 || header[0] != "instance" || !strings.HasPrefix(header[4], "best_known") {
		return nil, fmt.Errorf("--known %s: expected columns instance and, fifth, best_known", name)
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("--known %s: %w", name, err)
		}
		if len(row) < 5 || row[4] == "" {
			continue
		}
		x, err := strconv.ParseFloat(row[4], 64)
		if err != nil {
			return nil, fmt.Errorf("--known %s: best_known %q, expected a number", name, row[4])
		}
		out["Instance"+row[0]] = x
	}
}

// scenarios are the instances of a folder of the nurse rostering competition: those with a
// published result or, where there are none, its first history with its first weeks.
func scenarios(folder string) (out []selection) {
	name := filepath.Base(folder)
	for full := range inrc2.Known {
		part := strings.Split(full, "_")
		if part[0] == name {
			out = append(out, selection{"inrc2", folder, part[1], part[2]})
		}
	}
	slices.SortFunc(out, func(a, b selection) int {
		return cmp.Or(strings.Compare(a.history, b.history), strings.Compare(a.weeks, b.weeks))
	})
	if len(out) == 0 {
		out = []selection{{"inrc2", folder, "0", "0-1-2-3"}}
	}
	return out
}

// verdict is the word of the published verifier on a roster; empty where there is none.
func (o *tableOptions) verdict(ctx context.Context, s selection, roster string) (string, error) {
	python, err := exec.LookPath("python3")
	if _, missing := os.Stat(o.verifier); o.format != "nrp" || err != nil || missing != nil {
		return "", nil
	}
	text, err := exec.CommandContext(ctx, python, o.verifier, "--quiet", s.instance, roster).Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // rules are broken, which it says
	}
	if err != nil {
		return "", fmt.Errorf("%s %s %s: %w", o.verifier, s.instance, roster, err)
	}
	return strings.TrimSpace(string(text)), nil
}

// bounded says whether a bound is known.
func (o outcome) bounded() bool { return !math.IsInf(o.bound, 0) }

func printHeading(w io.Writer) {
	fmt.Fprintln(w, "| instance | penalty | best known | gap % | bound | seconds | hard rules broken | verifier | penalty by parts |")
	fmt.Fprintln(w, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
}

// print writes the row of a markdown table.
func (r row) print(w io.Writer, best known) {
	of, gap, bound := "–", "–", "–"
	if x, ok := best[r.Instance]; ok {
		of = fmt.Sprintf("%g", x)
		if x > 0 {
			gap = fmt.Sprintf("%.2f", 100*(r.Penalty-x)/x)
		}
	}
	if r.Bound != nil {
		bound = fmt.Sprintf("%.1f", *r.Bound)
	}
	fmt.Fprintf(w, "| %s | %.10g | %s | %s | %s | %.1f | %d | %s | %s |\n", r.Instance, r.Penalty, of, gap, bound, r.Seconds, r.Broken, r.Verdict, r.Parts)
}

// natural compares names with the numbers in them read as numbers.
func natural(a, b string) int {
	for a != "" && b != "" {
		x, restA := leading(a)
		y, restB := leading(b)
		if x >= 0 && y >= 0 && x != y {
			return x - y
		}
		if x < 0 || y < 0 {
			if a[0] != b[0] {
				return int(a[0]) - int(b[0])
			}
			restA, restB = a[1:], b[1:]
		}
		a, b = restA, restB
	}
	return len(a) - len(b)
}

// leading is the number at the beginning of a name, -1 where there is none.
func leading(text string) (n int, rest string) {
	end := 0
	for end < len(text) && end < 9 && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	if end == 0 {
		return -1, text
	}
	n, _ = strconv.Atoi(text[:end])
	return n, text[end:]
}
