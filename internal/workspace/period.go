package workspace

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/value"
)

// The farthest and longest period that is planned.
const (
	maxWeeks = 52
	maxAhead = 731 // days from the end of the history to the start
)

// period is the grid to plan, whole local days at the planning interval, and now.
func (l *loader) period(history []forecast.Series, set *settings.Settings, opt Options) (calendar.Grid, time.Time) {
	end := lastEnd(history).In(l.zone)
	first := calendar.DateOf(end)
	if first.In(l.zone).Before(end) {
		first = first.Add(1)
	}
	from, weeks := opt.From, opt.Weeks
	switch none := (calendar.Date{}); {
	case from == none:
		from = first
	case from.Before(first):
		l.faults.Add(fault.Fault{File: "--from", Value: from.String(), Expected: "the history reaches to " + end.Format("2006-01-02 15:04") +
			", and a plan begins after what is known: expected " + first.String() + " or later; to plan an earlier week, cut history.csv before it"})
		from = first
	case from.Sub(first) > maxAhead:
		l.faults.Add(fault.Fault{File: "--from", Value: from.String(), Expected: "the history ends on " + end.Format(time.DateOnly) +
			": expected a day within two years after it, or a newer history"})
		from = first
	}
	if weeks == 0 {
		weeks = 1
	}
	if weeks < 0 || weeks > maxWeeks {
		l.faults.Addf("--weeks", 0, 0, "%d weeks: expected 1 to %d", weeks, maxWeeks)
		weeks = 1
	}
	start, stop := from.In(l.zone), from.Add(7*weeks).In(l.zone)
	g := calendar.Grid{Start: start, Step: set.Interval, N: int(stop.Sub(start) / set.Interval)}
	if !g.End().Equal(stop) { // a zone whose clocks change by less than the interval
		l.faults.Addf(settingsFile, 0, 0, "the clocks of %s change by a part of the interval %s within the period: expected a shorter interval",
			l.zone, value.FormatDuration(set.Interval))
	}
	return g, l.now(opt.Now, end)
}

func (l *loader) now(text string, end time.Time) time.Time {
	if text == "" {
		return end
	}
	t, err := value.ParseTime(text, l.zone)
	if err != nil {
		l.faults.Add(value.At(err, "--now", 0, 0))
		return end
	}
	return t
}

func lastEnd(history []forecast.Series) time.Time {
	end := history[0].Grid.End()
	for _, s := range history {
		if s.Grid.End().After(end) {
			end = s.Grid.End()
		}
	}
	return end
}

// onto brings the history to a step that the planning interval divides: finer intervals
// are joined. Their edges must lie on those of the period.
func (l *loader) onto(period calendar.Grid, history []forecast.Series) []forecast.Series {
	step := history[0].Grid.Step
	switch {
	case step > time.Hour:
		l.faults.Addf(historyFile, 0, 0, "the history has one value for %s: expected one for each hour or finer, since a plan is made for the hours of a day; turno forecast --history takes it as it is",
			value.FormatDuration(step))
		return history
	case step%period.Step != 0 && period.Step%step != 0:
		l.faults.Addf(historyFile, 0, 0, "the history has intervals of %s, which do not fit the planning interval of %s: expected interval: %s in turno.yaml",
			value.FormatDuration(step), value.FormatDuration(period.Step), fitting(step))
		return history
	}
	for _, s := range history {
		if off := period.Start.Sub(s.Grid.Start) % step; off != 0 {
			l.faults.Add(fault.Fault{File: historyFile, Value: s.Queue, Expected: "its intervals of " + value.FormatDuration(step) + " begin at " +
				s.Grid.Start.In(l.zone).Format("15:04") + " in " + l.zone.String() + ", so that none begins with the day: expected times of that zone, or finer intervals"})
			return history
		}
	}
	if period.Step <= step {
		return history
	}
	out := make([]forecast.Series, len(history))
	for i, s := range history {
		out[i] = join(s, period)
	}
	return out
}

// fitting names a planning interval that divides the step.
func fitting(step time.Duration) string {
	for _, d := range []time.Duration{time.Hour, 30 * time.Minute, 15 * time.Minute} {
		if step%d == 0 || d%step == 0 {
			return value.FormatDuration(d)
		}
	}
	return "5m"
}

// join sums the intervals of a series, and of its kinds, into those of the planning interval.
// A sum with a missing part is missing; handle times are weighted by what they are of.
func join(s forecast.Series, period calendar.Grid) forecast.Series {
	per := int(period.Step / s.Grid.Step)
	lead := int(period.Start.Sub(s.Grid.Start)/s.Grid.Step) % per // intervals before the first whole one
	skip := -((per - lead) % per)                                 // the first joined interval begins here
	n := (s.Grid.N - skip + per - 1) / per
	out := forecast.Series{Queue: s.Queue, Kind: s.Kind, Grid: calendar.Grid{Start: s.Grid.At(skip), Step: period.Step, N: n}}
	from := s.Columns()
	for c, to := range out.Columns() {
		if *from[c] == nil || from[c] == &s.AHT {
			continue
		}
		*to = make([]float64, n)
		for i := range *to {
			for k := skip + i*per; k < skip+(i+1)*per; k++ {
				(*to)[i] += at(*from[c], k)
			}
		}
	}
	if s.AHT != nil {
		out.AHT = joinTimes(s, n, skip, per)
	}
	for _, k := range s.Kinds {
		out.Kinds = append(out.Kinds, join(k, period))
	}
	return out
}

func joinTimes(s forecast.Series, n, skip, per int) []float64 {
	joined := make([]float64, n)
	for i := range joined {
		var seconds, weight float64
		for k := skip + i*per; k < skip+(i+1)*per; k++ {
			if t, w := at(s.AHT, k), s.Timed(k); !math.IsNaN(t) && w > 0 {
				seconds, weight = seconds+w*t, weight+w
			}
		}
		joined[i] = seconds / weight // NaN where nothing was handled
	}
	return joined
}

func at(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return math.NaN()
	}
	return values[i]
}
