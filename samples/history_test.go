package samples_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/samples"
	"turno/schedule"
	"turno/schedule/check"
)

func TestHistoriesAreLongAndEndOnASunday(t *testing.T) {
	ends := map[string]string{"moda": "2026-11-09", "volo": "2026-09-14", "banka": "2026-11-09"}
	for _, name := range samples.Names() {
		w := open(t, name)
		assert.Equal(t, ends[name], w.monday().String(), name)
		assert.Len(t, w.History, len(w.Queues), name)
		for _, s := range w.History {
			weeks := float64(s.Grid.N) / 168
			assert.Greater(t, weeks, 26.0, "%s %s", name, s.Queue)
			assert.NotNil(t, s.Handled, "%s %s", name, s.Queue)
			assert.NotNil(t, s.AHT, "%s %s", name, s.Queue)
		}
	}
}

// The worlds must look like the published figures of social care.
func TestHistoriesAreRealistic(t *testing.T) {
	for _, name := range samples.Names() {
		w := open(t, name)
		for _, s := range w.History {
			if w.queue(s.Queue).Channel != "social" {
				continue
			}
			var total, weekend, night, flushed float64
			for i, v := range s.Volume {
				if s.Missing(i) {
					continue
				}
				at := s.Grid.At(i)
				total, flushed = total+v, flushed+s.Flushed[i]
				if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
					weekend += v
				}
				if at.Hour() >= 22 || at.Hour() < 6 {
					night += v
				}
			}
			assert.InDelta(t, 0.23, weekend/total, 0.05, "%s %s weekend", name, s.Queue)
			assert.InDelta(t, 0.185, night/total, 0.065, "%s %s night", name, s.Queue)
			assert.InDelta(t, 0.6, flushed/total, 0.3, "%s %s flush", name, s.Queue)
			assert.InDelta(t, 0.38, unrest(s), 0.13, "%s %s spread around the usual", name, s.Queue)
		}
	}
}

// unrest is the coefficient of variation of an hour against the median of its hour of
// week, bursts left out.
func unrest(s forecast.Series) float64 {
	cells := map[int][]float64{}
	key := func(i int) int { at := s.Grid.At(i); return int(at.Weekday())*24 + at.Hour() }
	for i, v := range s.Volume {
		if !s.Missing(i) {
			cells[key(i)] = append(cells[key(i)], v)
		}
	}
	for _, c := range cells {
		slices.Sort(c)
	}
	var n, sum, square float64
	for i, v := range s.Volume {
		usual := cells[key(i)][len(cells[key(i)])/2]
		if r := v / usual; !s.Missing(i) && usual >= 4 && r < 2 {
			n, sum, square = n+1, sum+r, square+r*r
		}
	}
	return math.Sqrt(square*n/sum/sum - 1)
}

// Last week's roster keeps every rule, so that planning starts from a clean slate.
func TestPublishedRostersAreLegal(t *testing.T) {
	for _, name := range samples.Names() {
		w := open(t, name)
		monday := w.monday().Add(-7)
		grid, err := calendar.NewGrid(monday.In(w.Calendar.Zone), w.monday().In(w.Calendar.Zone), w.Period.Step)
		assert.NoError(t, err)
		team := w.Team
		team.Requests, team.Published = nil, nil
		shifts := slices.Clone(w.Team.Published)
		for i := range shifts {
			shifts[i].Duties = w.duties(shifts[i])
		}
		report := check.Run(check.Input{Calendar: w.Calendar, Queues: w.Queues, Team: team, Roster: schedule.Roster{Grid: grid, Shifts: shifts}})
		for _, f := range report.Findings {
			assert.NotEqual(t, schedule.Broken, f.Severity, "%s: %+v", name, f)
		}
	}
}

// duties has the agent of a shift serve all there is between its breaks.
func (w world) duties(s schedule.Shift) (out []schedule.Duty) {
	var queues []string
	for _, a := range w.Team.Agents {
		for _, q := range w.Queues {
			if _, ok := a.Can(q); ok && a.ID == s.Agent {
				queues = append(queues, q.Name)
			}
		}
	}
	from := s.Start
	for _, b := range append(slices.Clone(s.Breaks), schedule.Break{Start: s.End}) {
		out = append(out, schedule.Duty{Start: from, End: b.Start, Queues: queues})
		from = b.End
	}
	return out
}
