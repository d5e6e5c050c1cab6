package main

import (
	"github.com/urfave/cli/v2"

	"turno/forecast/auto"
	"turno/internal/workspace/table"
)

// updated is the forecast after the hours of --so-far have come.
func updated(c *cli.Context, d demand, r auto.Result) (auto.Result, error) {
	name := c.String("so-far")
	if name == "" {
		return r, nil
	}
	columns, err := table.ParseColumns(c.String("columns"))
	if err != nil {
		return r, err
	}
	f, err := open("so-far", name)
	if err != nil {
		return r, err
	}
	defer f.Close()
	only := table.Stem(name) // of a file without a queue column
	if len(d.History) == 1 {
		only = d.History[0].Queue
	}
	came, err := table.ReadHistory(name, f, table.HistoryOptions{Zone: d.Calendar.Zone, Columns: columns, Queue: only})
	if err != nil {
		return r, err
	}
	for _, s := range came {
		known := false
		for i, v := range r.Volumes {
			if v.Queue != s.Queue {
				continue
			}
			known = true
			if s.Grid.N == 1 && s.Grid.Step != v.Grid.Step { // one row does not tell its length
				s.Grid.Step = v.Grid.Step
			}
			if r.Volumes[i], err = auto.Update(v, s); err != nil {
				return r, usage("--so-far %s: %v", name, err)
			}
		}
		if !known {
			return r, usage("--so-far %s: the queue %q has no forecast: expected %s", name, s.Queue, listed(queueNames(d.History)))
		}
	}
	return r, nil
}
