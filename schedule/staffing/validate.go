package staffing

import (
	"fmt"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// Bounds within which the models are used; beyond them the input is a mistake.
const (
	maxIntervals = 100_000
	minStep      = time.Minute
	maxStep      = 24 * time.Hour
	maxSeconds   = 30 * 24 * 3600 // of handle, triage and think time
	maxTurns     = 1000
	maxVolume    = 1e9 // contacts in an interval
	maxWindow    = 366 * 24 * time.Hour
)

// check reports the first thing about the demand that no staffing can be made for.
func (d Demand) check(grid calendar.Grid) error {
	q := d.Queue
	switch {
	case !q.Channel.Valid():
		return fmt.Errorf("channel %q: expected one of %v", q.Channel, skills.Channels())
	case !opensAtAll(q.Hours):
		return fmt.Errorf("hours: never open: give it opening hours or leave the queue out")
	case !finite(q.MinStaff, 0, MaxAgents):
		return fmt.Errorf("min staff %v: expected 0 to %d", q.MinStaff, MaxAgents)
	case !finite(q.OccupancyCap, 0, 1):
		return fmt.Errorf("occupancy cap %v: expected 0 to 1", q.OccupancyCap)
	case q.Patience < 0 || q.Patience > maxSeconds*time.Second:
		return fmt.Errorf("patience %v: expected 0 (never leaves) to 30 days", q.Patience)
	case !finite(q.Redial, 0, 0.99) || q.RedialAfter < 0 || q.RedialAfter > maxSeconds*time.Second:
		return fmt.Errorf("redial %v after %v: expected a share of 0 to 0.99 and a time of 0 to 30 days", q.Redial, q.RedialAfter)
	case q.ClosingPost < 0 || q.ClosingPost > maxSeconds*time.Second:
		return fmt.Errorf("closing post %v: expected 0 (none) to 30 days", q.ClosingPost)
	case q.Channel == skills.Chat && (q.Slots < 1 || q.Slots > 100):
		return fmt.Errorf("slots %d: expected 1 to 100 chats at once", q.Slots)
	case q.Channel == skills.Chat && !finite(q.Inflation, 0, 1):
		return fmt.Errorf("inflation %v: expected 0 to 1: above it further chats would only slow agents down", q.Inflation)
	case len(q.Targets) == 0:
		return fmt.Errorf("targets: none: expected at least one, such as 80%% within 60s")
	case len(d.Profile.Streams) == 0:
		return fmt.Errorf("work: the profile has no streams")
	}
	for _, t := range q.Targets {
		if err := checkTarget(t, q.Channel.Live()); err != nil {
			return err
		}
	}
	if err := d.checkVolume(grid); err != nil {
		return err
	}
	for _, s := range d.Profile.Streams {
		if err := checkStream(s, grid.N); err != nil {
			return err
		}
	}
	if err := d.checkShares(grid.N); err != nil {
		return err
	}
	return d.checkKinds()
}

func opensAtAll(h calendar.Hours) bool {
	opens := func(spans []calendar.Span) bool {
		return slices.ContainsFunc(spans, func(s calendar.Span) bool { return s.From < s.To })
	}
	if h.HasHoliday && opens(h.Holiday) {
		return true
	}
	for _, spans := range h.Dates {
		if opens(spans) {
			return true
		}
	}
	return slices.ContainsFunc(h.Week[:], opens)
}

func checkTarget(t schedule.Target, live bool) error {
	switch {
	case !finite(t.Share, 0, 1):
		return fmt.Errorf("target share %v: expected 0 to 100 %%", t.Share)
	case t.Within < 0 || t.Within > maxWindow:
		return fmt.Errorf("target within %v: expected 0 to %v", t.Within, maxWindow)
	case t.Measure != schedule.FirstReply && t.Measure != schedule.EachReply && t.Measure != schedule.EndToEnd:
		return fmt.Errorf("target measure %q: expected %q, %q or %q", t.Measure, schedule.FirstReply, schedule.EachReply, schedule.EndToEnd)
	case t.Clock != schedule.Elapsed && t.Clock != schedule.OpenOnly:
		return fmt.Errorf("target clock %q: expected %q or %q", t.Clock, schedule.Elapsed, schedule.OpenOnly)
	case live && t.Share > 0.9999:
		return fmt.Errorf("target of %v %% within %v: no number of agents can promise it to live contacts: expected at most 99.99 %%", t.Share*100, t.Within)
	case !live && t.Within == 0:
		return fmt.Errorf("target of %v %% within 0s: work that may wait needs some time: expected more than 0s", t.Share*100)
	}
	return nil
}

func (d Demand) checkVolume(grid calendar.Grid) error {
	v := d.Profile.Volume
	if !v.Grid.Start.Equal(grid.Start) || v.Grid.Step != grid.Step || v.Grid.N != grid.N {
		return fmt.Errorf("volume: forecast of %d intervals of %v from %v is not on the period's grid", v.Grid.N, v.Grid.Step, v.Grid.Start)
	}
	if err := v.Check(); err != nil {
		return fmt.Errorf("volume: %w", err)
	}
	if !finite(v.Correlation, -1, 1) {
		return fmt.Errorf("volume: correlation %v: expected 0 to 1", v.Correlation)
	}
	for k, p := range v.Levels {
		if !(p > 0 && p < 1) || k > 0 && p <= v.Levels[k-1] {
			return fmt.Errorf("volume: quantile levels %v: expected ascending and between 0 and 1", v.Levels)
		}
	}
	for i, m := range v.Mean {
		high := m
		if n := len(v.Quantiles); n > 0 {
			high = max(high, v.Quantiles[n-1][i])
		}
		if high > maxVolume {
			return fmt.Errorf("volume: %v contacts at %s: expected at most %v", high, grid.At(i).Format("2006-01-02 15:04"), maxVolume)
		}
	}
	return nil
}

func checkStream(s forecast.Stream, n int) error {
	measures := []struct {
		name      string
		m         forecast.Measure
		low, high float64
		unit      string
	}{
		{"share", s.Share, 0, 1 + 1e-6, ""},
		{"flush", s.Flush, 0, 1, ""},
		{"triage", s.Triage, 0, maxSeconds, " seconds"},
		{"aht", s.AHT, 1e-3, maxSeconds, " seconds"},
		{"think", s.Think, 0, maxSeconds, " seconds"},
	}
	for _, m := range measures {
		if err := checkMeasure(m.name, s.Kind, m.m, n, m.low, m.high, m.unit); err != nil {
			return err
		}
	}
	if len(s.Turns.Mean) > 0 { // none means one
		if err := checkMeasure("turns", s.Kind, s.Turns, n, 1, maxTurns, ""); err != nil {
			return err
		}
	}
	for _, p := range s.Pivots {
		switch {
		case !finite(p.Share, 0, 1):
			return fmt.Errorf("pivot to %s: share %v: expected 0 to 1", p.To, p.Share)
		case len(p.By) != 0 && (len(p.By) != n || slices.ContainsFunc(p.By, func(x float64) bool { return !finite(p.Share*x, 0, 1) })):
			return fmt.Errorf("pivot to %s: %d factors on its share: expected one for each of %d intervals, with shares of 0 to 1", p.To, len(p.By), n)
		case !finite(p.DropOff, 0, 1):
			return fmt.Errorf("pivot to %s: drop-off %v: expected 0 to 1", p.To, p.DropOff)
		case p.Lag < 0 || p.Lag > maxSeconds*time.Second:
			return fmt.Errorf("pivot to %s: lag %v: expected 0 to 30 days", p.To, p.Lag)
		}
	}
	return nil
}

func checkMeasure(name string, kind forecast.Kind, m forecast.Measure, n int, low, high float64, unit string) error {
	if kind != "" {
		name = string(kind) + " " + name
	}
	if len(m.Mean) > 1 && len(m.Mean) != n {
		return fmt.Errorf("%s: %d values for %d intervals", name, len(m.Mean), n)
	}
	if !finite(m.CV, 0, 100) {
		return fmt.Errorf("%s: coefficient of variation %v: expected 0 to 100", name, m.CV)
	}
	if len(m.Mean) == 0 && low > 0 {
		return fmt.Errorf("%s: none given", name)
	}
	for _, x := range m.Mean {
		if !finite(x, low, high) {
			return fmt.Errorf("%s %v: expected %v to %v%s", name, x, low, high, unit)
		}
	}
	return nil
}

// checkShares wants the kinds of each interval to make up the whole volume, and some of it
// to need an answer.
func (d Demand) checkShares(n int) error {
	for i := range n {
		var sum float64
		for _, s := range d.Profile.Streams {
			sum += s.Share.At(i)
		}
		if !finite(sum, 0.99, 1.01) {
			return fmt.Errorf("shares of the kinds sum to %v in interval %d: expected 1", sum, i)
		}
		if careShare(d.Profile, i) < 1e-6 {
			return fmt.Errorf("flush: no message of interval %d needs an answer: expected some", i)
		}
	}
	return nil
}
