package main

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/internal/report/chart"
	"turno/internal/report/html"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
)

// chartsFlag is how the charts of a results folder are written.
func chartsFlag() cli.Flag {
	return &cli.StringFlag{Name: "charts", Value: "svg", Usage: "write the charts of --out as `FORMAT`: svg, png or none"}
}

// checkCharts refuses a format of --charts that is none.
func checkCharts(c *cli.Context) error {
	if f := c.String("charts"); f != "none" && !slices.Contains(chart.Formats(), f) {
		return usage("--charts %q: expected svg, png or none", f)
	}
	return nil
}

// pictures are the planner's page and the charts of a plan, or of what is known of one.
func pictures(c *cli.Context, p plan.Plan) []result.File {
	page := result.File{Name: "plan.html", Write: func(w io.Writer) error { return html.Plan(w, p, html.Options{Words: words(p.Input)}) }}
	return append([]result.File{page}, chartFiles(p, c.String("charts"))...)
}

// judgedPlan is a roster that was judged but not simulated, as pictures take it.
func judgedPlan(in plan.Input, r schedule.Requirement, ro schedule.Roster, judged check.Report, findings []schedule.Finding, troubles []repair.Trouble) plan.Plan {
	return plan.Plan{
		Input: in, Requirement: r, Roster: roster.Result{Roster: ro}, Check: judged, Findings: findings, Troubles: troubles,
		Cost: cost.Of(in.Team, ro.Shifts, in.Calendar, in.Currency),
	}
}

// chartFiles are the pictures of a plan, for slides: the forecast, the coverage and the
// service of every queue, the roster and what it costs.
func chartFiles(p plan.Plan, format string) []result.File {
	var files []result.File
	if format == "none" {
		return files
	}
	in := p.Input
	opt := chart.Options{Format: format, Words: words(in)}
	add := func(name string, draw func(io.Writer) error) {
		files = append(files, result.File{Name: "charts/" + name + "." + format, Write: draw})
	}
	queues := make([]string, len(in.Queues))
	for i, q := range in.Queues {
		queues[i] = q.Name
	}
	stems := result.FileNames(queues)
	for i, q := range in.Queues {
		if fan, ok := fanOf(p, q.Name); ok {
			add("forecast-"+stems[i], func(w io.Writer) error { return chart.Forecast(w, fan, opt) })
		}
		cover := p.Check.Coverage
		if i < len(cover.Queues) && cover.Grid.N > 0 {
			add("coverage-"+stems[i], func(w io.Writer) error { return chart.Coverage(w, cover.Grid, cover.Queues[i], opt) })
		}
		if i < len(p.Service.Queues) && len(q.Targets) > 0 && len(p.Service.Queues[i].Within) == in.Period.N {
			add("service-"+stems[i], func(w io.Writer) error {
				return chart.Service(w, in.Period, p.Service.Queues[i], q.Targets[0].Share, opt)
			})
		}
	}
	if ro := p.Roster.Roster; len(ro.Shifts) > 0 {
		add("roster", func(w io.Writer) error { return chart.Gantt(w, ro, in.Team, in.Queues, opt) })
	}
	if p.Cost.Total.Total.IsPositive() {
		add("cost", func(w io.Writer) error { return chart.Cost(w, p.Cost, opt) })
	}
	return files
}

// fanOf is the forecast of a queue with its history; false where there is none.
func fanOf(p plan.Plan, queue string) (chart.Fan, bool) {
	for _, v := range p.Forecast.Volumes {
		if v.Queue != queue || v.Grid.N == 0 {
			continue
		}
		fan := chart.Fan{Volume: v, Marks: about(p.Forecast.Notes, queue)}
		if k := slices.IndexFunc(p.Input.History, func(s forecast.Series) bool { return s.Queue == queue }); k >= 0 {
			fan.History = p.Input.History[k]
		}
		return fan, true
	}
	return chart.Fan{}, false
}
