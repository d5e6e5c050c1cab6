package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/internal/report/chart"
	"turno/internal/workspace/result"
)

// chartFormat is the format that the name of a chart file asks for; empty for a folder.
func chartFormat(name string) string {
	end := strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
	if slices.Contains(chart.Formats(), end) {
		return end
	}
	return ""
}

// checkChart refuses a --chart that cannot be written before any work is done.
func checkChart(c *cli.Context) error {
	name := c.String("chart")
	if name == "" {
		return nil
	}
	if chartFormat(name) != "" {
		return checkFile("chart", name, "")
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return usage("--chart %s: expected a folder, or a name that ends in .svg or .png", name)
	}
	return nil
}

// writeCharts draws the fan charts that --chart asks for.
func writeCharts(c *cli.Context, sh shell, d demand, r auto.Result) error {
	name := c.String("chart")
	if name == "" {
		return nil
	}
	queues := make([]string, len(r.Volumes))
	for i, v := range r.Volumes {
		queues[i] = v.Queue
	}
	stems := result.FileNames(queues)
	one := chartFormat(name)
	if one == "" {
		if err := os.MkdirAll(name, 0o755); err != nil {
			return err
		}
	}
	for i, v := range r.Volumes {
		if err := c.Context.Err(); err != nil {
			return err
		}
		fan := chart.Fan{Volume: v, Marks: about(r.Notes, v.Queue)}
		if k := slices.IndexFunc(d.History, func(s forecast.Series) bool { return s.Queue == v.Queue }); k >= 0 {
			fan.History = d.History[k]
		}
		files := map[string]string{"svg": filepath.Join(name, stems[i]+".svg"), "png": filepath.Join(name, stems[i]+".png")}
		if one != "" {
			files = map[string]string{one: name}
			if len(r.Volumes) > 1 {
				files[one] = strings.TrimSuffix(name, filepath.Ext(name)) + "-" + stems[i] + filepath.Ext(name)
			}
		}
		for format, file := range files {
			var b bytes.Buffer
			if err := chart.Forecast(&b, fan, chart.Options{Format: format, Words: d.words}); err != nil {
				return fmt.Errorf("chart of %s: %w", v.Queue, err)
			}
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				return err
			}
		}
	}
	if !c.Bool("json") {
		fmt.Fprintln(sh.err, sh.words().T("Charts are in %s", name))
	}
	return nil
}

func about(notes []forecast.Note, queue string) []forecast.Note {
	return kept(notes, func(n forecast.Note) bool { return n.Queue == queue })
}
