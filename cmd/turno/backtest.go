package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
	"turno/internal/workspace/table"
	"turno/internal/workspace/value"
)

// ours is what the product's own forecast is called among the methods of a back-test.
const ours = "turno"

// mostOrigins bounds a back-test.
const mostOrigins = 1000

func backtestCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "backtest",
		Usage: "how well past weeks would have been forecast",
		Description: `Forecasts the past from rolling origins, each time from nothing but what was known before, and compares
with what came. The last origin lies one horizon before the end of the history, each a step before the next.

  turno backtest --history posts.csv --horizon 168h --origins 5 --step 48h
  turno backtest --history tweets.csv --columns timestamp=time,queue=brand,volume=count --exclude anomalies.csv --json
  turno backtest --sample moda --origins 40 --step 7d --during campaigns --methods turno

Prints, per queue, as a plain mean over queues (overall) and over all values (pooled): wape and mase of the
median, wql of p10, p50 and p90, cov80 (share within p10 and p90), rmse and bias of the mean; the same for
every single method against seasonal naive (naive) and the hour-of-week mean and median, and by hour of the day. Hours that are missing, closed
or in a window of --exclude (queue,start,end) are not scored. A method is measured on what it could learn.
--during compares with a forecast by the same methods and weights that knows no campaigns, or no holidays.
Overrides of turno.yaml that lie in the history are judged by the forecast of the day before each.`,
		Flags: flags(demandFlags(), []cli.Flag{
			horizonFlag(),
			&cli.IntFlag{Name: "origins", Value: 5, Usage: "`N` times from which the past is forecast"},
			durationFlag("step", 48*time.Hour, "`TIME` between two origins, such as 48h or 7d"),
			&cli.StringFlag{Name: "exclude", Usage: "do not score the windows of this `FILE` with the columns queue,start,end"},
			&cli.StringFlag{Name: "methods", Usage: "measure only these `NAMES`, such as turno,naive; default: the usual ones"},
			&cli.StringFlag{Name: "during", Usage: "score only the hours of `WHAT`, campaigns or holidays, and compare with a forecast that does not know them"},
		}, outputFlags()),
		Action: func(c *cli.Context) error { return backtestAction(c, sh) },
	}
}

func backtestAction(c *cli.Context, sh shell) error {
	if err := checkOut(c); err != nil {
		return err
	}
	d, err := demandOf(c)
	if err != nil {
		return err
	}
	design, err := designOf(c, d)
	if err != nil {
		return err
	}
	methods, err := methodsOf(c, d)
	if err != nil {
		return err
	}
	report, err := during(sh, func(p forecast.Progress) (backtest.Report, error) {
		return backtest.Evaluate(c.Context, d.History, design, methods, p)
	})
	if err != nil {
		return d.refused(err)
	}
	if err := checkScored(c, report); err != nil {
		return err
	}
	worth, err := during(sh, func(p forecast.Progress) ([]forecast.Worth, error) {
		return auto.OverridesWorth(c.Context, d.Input, notice, p)
	})
	if err != nil {
		return err
	}
	if err := writeOut(c, []result.File{
		{Name: planFile, Write: func(w io.Writer) error { return document.Backtest(w, report, worth, d.words) }},
	}); err != nil {
		return err
	}
	err = show(c, sh, func(w io.Writer) error { return document.Backtest(w, report, worth, d.words) }, func(w io.Writer) error {
		return terminal.Backtest(w, report, worth, sh.tables(d.words))
	})
	said(c, sh)
	return err
}

// checkScored refuses a back-test in which nothing was compared, unless it is told by queue
// why.
func checkScored(c *cli.Context, r backtest.Report) error {
	for _, m := range r.Methods {
		for _, q := range m.Queues {
			if q.N > 0 || q.Failed != "" {
				return nil
			}
		}
	}
	if what := c.String("during"); what != "" {
		return usage("--during %s: none lies in the hours that these origins forecast: expected more --origins or other ones", what)
	}
	return usage("nothing to score: no volume is recorded in the hours that these origins forecast: expected other --origins, or fewer windows in --exclude")
}

// designOf is the design that the flags ask for.
func designOf(c *cli.Context, d demand) (backtest.Design, error) {
	step := d.History[0].Grid.Step
	design := backtest.Design{Origins: c.Int("origins"), Spacing: c.Duration("step"), Horizon: c.Duration("horizon")}
	switch {
	case design.Origins < 1 || design.Origins > mostOrigins:
		return design, usage("--origins %d: expected 1 to %d", design.Origins, mostOrigins)
	case design.Spacing < step || design.Spacing%step != 0 || design.Spacing > longest:
		return design, usage("--step %s: expected a multiple of the history's %s, up to %s", value.FormatDuration(design.Spacing), value.FormatDuration(step), value.FormatDuration(longest))
	case design.Horizon < step || design.Horizon%step != 0 || design.Horizon > longest:
		return design, usage("--horizon %s: expected a multiple of the history's %s, up to %s", value.FormatDuration(design.Horizon), value.FormatDuration(step), value.FormatDuration(longest))
	}
	for _, s := range d.History {
		need := design.Horizon + time.Duration(design.Origins-1)*design.Spacing
		if have := s.Grid.End().Sub(s.Grid.Start); have <= need {
			return design, usage("queue %s: %d origins %s apart of %s need more than %s of history, it has %s: expected fewer or closer --origins",
				s.Queue, design.Origins, value.FormatDuration(design.Spacing), value.FormatDuration(design.Horizon), value.FormatDuration(need), value.FormatDuration(have))
		}
	}
	excluded, err := exclusions(c, d)
	if err != nil {
		return design, err
	}
	outside, err := outsideOf(c, d)
	design.Exclude = append(excluded, outside...)
	return design, err
}

func exclusions(c *cli.Context, d demand) ([]backtest.Exclusion, error) {
	name := c.String("exclude")
	if name == "" {
		return nil, nil
	}
	columns, err := table.ParseColumns(c.String("columns"))
	if err != nil {
		return nil, err
	}
	f, err := open("exclude", name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return table.ReadExclusions(name, f, table.ExclusionOptions{Zone: d.History[0].Grid.Zone(), Columns: columns, Queues: queueNames(d.History)})
}

// methodsOf lists what is measured: the whole forecast, the same without the knowledge
// that --during is about, and every single method; --methods picks among them, but never
// leaves out the pair that --during compares.
func methodsOf(c *cli.Context, d demand) ([]backtest.Method, error) {
	known := d.Input
	all := []backtest.Method{auto.Method(ours, known)}
	blind, plain := known, known
	blind.Campaigns, blind.Events = nil, nil
	plain.Calendar = calendar.Plain(d.Calendar.Zone)
	switch c.String("during") {
	case duringCampaigns:
		all = auto.Against(ours, known, "without-campaigns", blind)
	case duringHolidays:
		all = auto.Against(ours, known, "without-holidays", plain)
	}
	compared := len(all)
	for _, m := range model.All() {
		all = append(all, d.method(m))
	}
	all = append(all, backtest.Yardsticks()...)
	wanted := c.String("methods")
	if wanted == "" {
		return all, nil
	}
	for _, m := range model.Others() { // by name only
		all = append(all, d.method(m))
	}
	picked, err := pick(all, strings.Split(wanted, ","))
	if err == nil && compared == 2 {
		others := kept(picked, func(m backtest.Method) bool { return m.Name != all[0].Name && m.Name != all[1].Name })
		picked = append(all[:2:2], others...)
	}
	return picked, err
}

// pick finds methods by their names.
func pick(all []backtest.Method, wanted []string) (picked []backtest.Method, err error) {
	var names []string
	for _, m := range all {
		names = append(names, m.Name)
	}
	for _, name := range wanted {
		name = strings.TrimSpace(name)
		found := kept(all, func(m backtest.Method) bool { return m.Name == name })
		if len(found) == 0 {
			hint := ""
			if near := fault.Closest(name, names); near != "" {
				hint = fmt.Sprintf(" (did you mean %q?)", near)
			}
			return nil, usage("--methods: %q is not a method%s: expected some of %s", name, hint, strings.Join(names, ", "))
		}
		picked = append(picked, found[0])
	}
	return picked, nil
}

// notice is how long before an override begins the forecast is made that it corrects.
const notice = 24 * time.Hour

// method is a single method of a back-test.
func (d demand) method(m forecast.Model) backtest.Method {
	return backtest.Method{Name: m.Name(), Forecast: backtest.Each(backtest.Of(m, d.Calendar))}
}
