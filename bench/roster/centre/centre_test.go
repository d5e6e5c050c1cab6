package centre

import (
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/internal/workspace/result"
	"turno/schedule"
	"turno/schedule/roster"
)

func small() Settings {
	return Settings{Agents: 20, Weeks: 1, Seed: 1, Interval: 15 * time.Minute, Live: 2}
}

func TestTheSameSettingsMakeTheSameCentre(t *testing.T) {
	a, err := Generate(small())
	require.NoError(t, err)
	b, err := Generate(small())
	require.NoError(t, err)
	other := small()
	other.Seed = 2
	c, err := Generate(other)
	require.NoError(t, err)
	differs := false
	for _, name := range []string{"turno.yaml", "agents.csv", "history.csv", "requirement.csv"} {
		x, err := fs.ReadFile(a.Files, name)
		require.NoError(t, err)
		y, _ := fs.ReadFile(b.Files, name)
		z, _ := fs.ReadFile(c.Files, name)
		assert.Equal(t, x, y, name)
		differs = differs || name == "agents.csv" && string(x) != string(z)
	}
	assert.True(t, differs)
}

func TestGenerateRefuses(t *testing.T) {
	for _, c := range []struct {
		change func(*Settings)
		want   string
	}{
		{func(s *Settings) { s.Agents = 7 }, "7 agents, expected 8 to 5000"},
		{func(s *Settings) { s.Agents = 5001 }, "5001 agents"},
		{func(s *Settings) { s.Weeks = 0 }, "0 weeks, expected 1 to 12"},
		{func(s *Settings) { s.Interval = time.Hour }, "interval 1h0m0s, expected 5m or 15m"},
		{func(s *Settings) { s.Live = 1 }, "1 live queues, expected 2 to 4"},
	} {
		s := small()
		c.change(&s)
		_, err := Generate(s)
		assert.ErrorContains(t, err, c.want)
	}
}

func TestDemandIsWhatTheContractsOffer(t *testing.T) {
	for _, s := range []Settings{small(), {Agents: 61, Weeks: 2, Seed: 3, Interval: 5 * time.Minute, Live: 4}, {Agents: 8, Weeks: 1, Seed: 9, Interval: 15 * time.Minute, Live: 3}} {
		c, err := Generate(s)
		require.NoError(t, err)
		want := 0.0
		for _, p := range team(s) {
			want += load * contracts[p.contract].net * float64(s.Weeks)
		}
		f := c.Measure(schedule.Roster{})
		assert.InDelta(t, want, f.Demand, 2) // whole agents of four queues
		assert.InDelta(t, f.Demand, f.Uncovered, 1e-6, "nobody is there")
		assert.InDelta(t, 0, f.Surplus, 1e-6)
		assert.Len(t, c.Requirement.Live, s.Live)
		for q, queue := range c.queues {
			assert.Equal(t, queue.name, c.Input.Queues[q].Name)
		}
		for _, l := range c.Requirement.Live {
			for i, curve := range l.Curves {
				assert.Equal(t, l.Open[i] > 0, curve.Missed != nil)
				assert.InDelta(t, 0, curve.MissedAt(float64(curve.Mark)), 1e-9)
				assert.InDelta(t, 1.5, curve.AbsorbAt(float64(curve.Mark)+1.5)+1.5*(1-l.Open[i]), 1e-9)
			}
		}
		for _, d := range c.Requirement.Deferrable {
			work, level := 0.0, 0.0
			for i := range d.Level {
				level += d.Level[i] * c.Requirement.Grid.Hours()
			}
			for _, w := range d.Work {
				work += w.Hours
				assert.Less(t, w.Due, c.Requirement.Grid.N)
			}
			assert.InDelta(t, work, level, 1e-6)
		}
	}
}

func TestTheWorkspaceHoldsTheRequirement(t *testing.T) {
	c, err := Generate(small())
	require.NoError(t, err)
	f, err := c.Files.Open("requirement.csv")
	require.NoError(t, err)
	read, err := result.ReadRequirement("requirement.csv", f, c.Requirement.Grid.Zone())
	require.NoError(t, err)
	assert.True(t, read.Grid.Start.Equal(c.Input.Period.Start))
	assert.Equal(t, c.Input.Period.N, read.Grid.N)
	for k := range read.Live {
		for i, curve := range read.Live[k].Curves {
			assert.Equal(t, c.Requirement.Live[k].Curves[i].Mark, curve.Mark)
		}
	}
	require.Len(t, read.Deferrable, 2)
	assert.Equal(t, c.Requirement.Deferrable[0].Work, read.Deferrable[0].Work)
}

func TestCentresCanBePlanned(t *testing.T) {
	for live := minLive; live <= queueCount; live++ {
		s := small()
		s.Agents, s.Live = 10, live
		c, err := Generate(s)
		require.NoError(t, err)
		r, err := roster.Build(context.Background(), c.Roster(), roster.Options{Effort: 1})
		require.NoError(t, err)
		assert.Zero(t, c.Input.Check(c.Requirement, r.Roster, nil).Broken())
		f := c.Measure(r.Roster)
		assert.InDelta(t, f.Supply-f.Demand, f.Surplus-f.Uncovered, 1e-6)
		assert.Less(t, f.Share(f.Uncovered+f.Surplus), 0.5)
	}
}

// TestSharesAreThoseOfTheData compares with the table they were taken from.
func TestSharesAreThoseOfTheData(t *testing.T) {
	name := filepath.Join("..", "..", "..", "..", "shared", "data", "staffing", "parameters.csv")
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("%s is not there", name)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	found := 0
	for _, row := range rows {
		shares := strings.Split(row[2], "|")
		for i, text := range shares {
			x, _ := strconv.ParseFloat(text, 64)
			switch {
			case strings.HasPrefix(row[0], "hour-of-day share"):
				assert.Equal(t, x, hourShare[i])
				found++
			case strings.HasPrefix(row[0], "day-of-week share"):
				assert.Equal(t, x, dayShare[(i+1)%7])
				found++
			}
		}
	}
	assert.Equal(t, 31, found)
}

func TestWhole(t *testing.T) {
	assert.Equal(t, []int{1, 2, 2, 0}, whole([]float64{1.2, 1.9, 1.6, .3}))
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.Float64Range(0, 100)).Draw(t, "values")
		sum, total := 0, 0.0
		for i, n := range whole(values) {
			sum, total = sum+n, total+values[i]
			assert.Less(t, math.Abs(float64(n)-values[i]), 1.0+1e-9)
		}
		assert.InDelta(t, total, float64(sum), 0.5+1e-6)
	})
}

// TestMeasure puts people into a centre of four intervals that wants two on voice and an
// hour of messages which came in the first and are due in the third.
func TestMeasure(t *testing.T) {
	at := start.In(time.UTC)
	g := calendar.Grid{Start: at, Step: time.Hour, N: 4}
	curve := schedule.Curve{Mark: 2}
	c := &Centre{queues: queues(2), Requirement: schedule.Requirement{
		Grid: g,
		Live: []schedule.LiveRequirement{{Queue: "voice", Curves: []schedule.Curve{curve, curve, curve, curve}}},
		Deferrable: []schedule.DeferrableRequirement{{Queue: "messaging", Work: []schedule.Work{
			{Arrive: 0, Due: 2, Hours: 1}}}},
	}}
	duty := func(from, to float64, queues ...string) schedule.Shift {
		hours := func(x float64) time.Time { return at.Add(time.Duration(x * float64(time.Hour))) }
		return schedule.Shift{Duties: []schedule.Duty{{Start: hours(from), End: hours(to), Queues: queues}}}
	}
	for i, x := range []struct {
		shifts             []schedule.Shift
		uncovered, surplus float64
	}{
		{nil, 9, 0},
		{[]schedule.Shift{duty(0, 4, "voice"), duty(0, 4, "voice", "messaging")}, 1, 0},
		{[]schedule.Shift{duty(0, 4, "voice"), duty(0, 4, "voice"), duty(0, 3, "messaging")}, 0, 2},
		{[]schedule.Shift{duty(0, 4, "voice"), duty(0, 4, "voice"), duty(3, 4, "messaging")}, 1, 1},
		// A third of everybody's time on voice is free: one of three may give it to messages.
		{[]schedule.Shift{duty(0, 4, "voice"), duty(0, 4, "voice"), duty(0, 4, "voice", "messaging")}, 0, 3},
		{[]schedule.Shift{duty(0, 1, "voice"), duty(0, 1, "voice"), duty(0, 1, "voice", "messaging")}, 6 + 2.0/3, 2.0 / 3},
		{[]schedule.Shift{duty(0.5, 1.25, "voice"), duty(-1, 0.5, "messaging", "voice")}, 7.75, 0},
	} {
		f := c.Measure(schedule.Roster{Shifts: x.shifts})
		assert.InDelta(t, 9, f.Demand, 1e-9)
		assert.InDelta(t, x.uncovered, f.Uncovered, 1e-9, fmt.Sprint(i))
		assert.InDelta(t, x.surplus, f.Surplus, 1e-9, fmt.Sprint(i))
	}
}
