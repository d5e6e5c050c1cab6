package xlsx_test

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/bench/roster/centre"
	"turno/forecast"
	"turno/internal/report/text"
	"turno/internal/report/xlsx"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
)

// made is a made-up centre in which everybody works five days a week. Whether the roster
// keeps the rules does not matter to a workbook.
func made(agents, weeks int) (plan.Plan, error) {
	c, err := centre.Generate(centre.Settings{Agents: agents, Weeks: weeks, Seed: 1, Interval: 15 * time.Minute, Live: 2})
	if err != nil {
		return plan.Plan{}, err
	}
	p := plan.Plan{Input: c.Input, Requirement: c.Requirement}
	p.Roster.Roster.Grid = c.Requirement.Grid
	for k, a := range c.Input.Team.Agents {
		serves := a.Serves(c.Input.Queues)
		for d, day := range c.Requirement.Grid.Days() {
			if (d+k)%7 > 4 || len(serves) == 0 {
				continue
			}
			at := day.Date.In(c.Requirement.Grid.Zone()).Add(6*time.Hour + time.Duration(k%36)*15*time.Minute)
			half, end := at.Add(4*time.Hour), at.Add(8*time.Hour+30*time.Minute)
			p.Roster.Roster.Shifts = append(p.Roster.Roster.Shifts, schedule.Shift{
				Agent: a.ID, Kind: "full", Start: at, End: end,
				Breaks: []schedule.Break{{Start: half, End: half.Add(30 * time.Minute)}, {Start: end.Add(-time.Hour), End: end.Add(-45 * time.Minute), Paid: true}},
				Duties: []schedule.Duty{{Start: at, End: half, Queues: serves}, {Start: half.Add(30 * time.Minute), End: end.Add(-time.Hour), Queues: serves[:1]}, {Start: end.Add(-45 * time.Minute), End: end, Queues: serves}},
			})
		}
	}
	for _, s := range c.Input.History {
		flat := make([]float64, 24*7*weeks)
		for i := range flat {
			flat[i] = 10
		}
		grid := c.Requirement.Grid
		grid.Step, grid.N = time.Hour, len(flat)
		p.Forecast.Volumes = append(p.Forecast.Volumes, forecast.Volume{Queue: s.Queue, Grid: grid, Mean: flat, Levels: forecast.Levels(), Quantiles: [][]float64{flat, flat, flat}})
	}
	if p.Profiles, err = c.Input.Profile(p.Forecast.Volumes); err != nil {
		return p, err
	}
	p.Check = c.Input.Check(p.Requirement, p.Roster.Roster, nil)
	p.Cost = cost.Of(c.Input.Team, p.Roster.Roster.Shifts, c.Input.Calendar, "EUR")
	return p, nil
}

func rows(t testing.TB, p plan.Plan) [][]string {
	rows, err := table.RosterRows(p.Roster.Roster.Shifts, p.Input.Calendar.Zone)
	require.NoError(t, err)
	return rows
}

// BenchmarkPlan writes the workbook of 500 agents over four weeks; held is the most memory
// in use beside the plan itself, in MB.
func BenchmarkPlan(b *testing.B) {
	p, err := made(500, 4)
	require.NoError(b, err)
	texts := rows(b, p)
	for b.Loop() {
		var out bytes.Buffer
		held := watch(func() {
			require.NoError(b, xlsx.Plan(&out, p, xlsx.Options{Words: text.English(p.Input.Calendar.Zone, 2026), Rows: texts}))
		})
		b.ReportMetric(float64(held)/1e6, "MB-held")
		b.ReportMetric(float64(out.Len())/1e6, "MB-file")
		_, _ = io.Copy(io.Discard, &out)
	}
}

// watch gives the greatest growth of memory from the system while f runs.
func watch(f func()) uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.Sys-m.HeapReleased, uint64(0)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys-m.HeapReleased)
			time.Sleep(20 * time.Millisecond)
		}
	}()
	f()
	stop()
	<-done
	return most - min(before, most)
}
