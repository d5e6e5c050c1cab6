package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/report/xlsx"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/plan/capacity"
)

// mostMonths is how far a capacity plan looks ahead.
const mostMonths = 24

// capacityAction is turno plan --months: the size of the team by month instead of a roster.
func capacityAction(c *cli.Context, sh shell) error {
	if err := checkMonths(c); err != nil {
		return err
	}
	for _, flag := range []string{"weeks", "replications", "effort", "limit", "keep-partial", "repairs", "charts", "strict"} {
		if c.IsSet(flag) {
			return usage("--%s: it is for a plan of weeks: expected --months without it", flag)
		}
	}
	in, err := load(c)
	if err != nil {
		return err
	}
	if err := checkOut(c); err != nil {
		return err
	}
	p, err := during(sh, func(report forecast.Progress) (capacity.Plan, error) {
		return in.CapacityPlan(c.Context, c.Int("months"), report)
	})
	if err != nil {
		return err
	}
	return tell(c, sh, func(w io.Writer) error { return document.Capacity(w, p) },
		func(w io.Writer) error { return terminal.Capacity(w, p, tableOptions(sh, in)) },
		result.File{Name: "capacity.csv", Write: func(w io.Writer) error { return result.WriteCapacity(w, p) }},
		result.File{Name: "capacity.xlsx", Write: func(w io.Writer) error {
			return xlsx.Capacity(w, p, in, xlsx.Options{Words: words(in), Version: version})
		}})
}

// checkMonths refuses months too few or too many.
func checkMonths(c *cli.Context) error {
	if n := c.Int("months"); c.IsSet("months") && (n < 1 || n > mostMonths) {
		return usage("--months %d: expected 1 to %d", n, mostMonths)
	}
	return nil
}

// monthsAhead is the capacity plan of --months beside another result; nil without it.
func monthsAhead(c *cli.Context, sh shell, in plan.Input) (*capacity.Plan, error) {
	if !c.IsSet("months") {
		return nil, nil
	}
	p, err := during(sh, func(report forecast.Progress) (capacity.Plan, error) {
		return in.CapacityPlan(c.Context, c.Int("months"), report)
	})
	return &p, err
}
