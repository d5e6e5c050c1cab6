package auto

import (
	"errors"
	"fmt"
	"math"
	"time"

	"turno/forecast"
)

// Bounds of a sound input.
const (
	maxIntervals = 1_200_000 // ten years of five minutes
	maxFuture    = 500_000
	maxVolume    = 1e12
)

// validate names every fault of the input, joined.
func validate(in Input) error {
	var faults []error
	add := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if len(in.History) == 0 {
		add("no queue to forecast: the history is empty")
	}
	f := in.Future
	switch {
	case f.Step <= 0 || f.N <= 0:
		add("future of %d intervals of %v: expected at least one", f.N, f.Step)
	case f.N > maxFuture:
		add("future of %d intervals: expected at most %d; choose a shorter period", f.N, maxFuture)
	}
	seen := map[string]bool{}
	for _, s := range in.History {
		if seen[s.Queue] {
			add("queue %s: appears twice in the history", s.Queue)
		}
		seen[s.Queue] = true
		if err := validSeries(s, in); err != nil {
			faults = append(faults, err)
		}
	}
	for _, c := range in.Campaigns {
		if !(c.Uplift >= 0 && c.Uplift <= 1000) || c.Rise < 0 || c.HalfLife < 0 {
			add("campaign %s: uplift %v, rise %v, half-life %v: expected an uplift above 0 (1 changes nothing) up to 1000, or 0 when it is not known, and no negative time", c.Name, c.Uplift, c.Rise, c.HalfLife)
		}
	}
	for _, e := range in.Events {
		if !(e.Uplift >= 0 && e.Uplift <= 1000) {
			add("event %s: uplift %v: expected above 0 up to 1000, or 0 when it is not known", e.Name, e.Uplift)
		}
	}
	for _, o := range in.Overrides {
		if err := o.Check(); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func validSeries(s forecast.Series, in Input) error {
	g, step := s.Grid, s.Grid.Step
	switch {
	case g.N != len(s.Volume):
		return fmt.Errorf("queue %s: %d values on a grid of %d intervals", s.Queue, len(s.Volume), g.N)
	case g.N < 2:
		return fmt.Errorf("queue %s: history of %d intervals: expected at least 2, better 8 weeks", s.Queue, g.N)
	case g.N > maxIntervals:
		return fmt.Errorf("queue %s: history of %d intervals: expected at most %d; use a longer interval or fewer years", s.Queue, g.N, maxIntervals)
	case step < time.Minute || 24*time.Hour%step != 0:
		return fmt.Errorf("queue %s: interval %v: expected one that divides a day, such as 30m or 1h", s.Queue, step)
	case in.Future.Step != step:
		return fmt.Errorf("queue %s: history in intervals of %v, future in %v: expected the same", s.Queue, step, in.Future.Step)
	case in.Future.Start.Before(g.End()):
		return fmt.Errorf("queue %s: forecast from %s: expected a start at or after the end of the history, %s", s.Queue,
			in.Future.Start.Format("2006-01-02 15:04"), g.End().Format("2006-01-02 15:04"))
	case in.Future.Start.Sub(g.End()) > 3*366*24*time.Hour:
		return fmt.Errorf("queue %s: forecast from %s: the history ends more than three years before, on %s", s.Queue,
			in.Future.Start.Format("2006-01-02"), g.End().Format("2006-01-02"))
	}
	recorded := 0
	for i, v := range s.Volume {
		if math.IsNaN(v) {
			continue
		}
		if v < 0 || v > maxVolume {
			return fmt.Errorf("queue %s: volume %v at %s: expected 0 to %g", s.Queue, v, g.At(i).Format("2006-01-02 15:04"), maxVolume)
		}
		recorded++
	}
	if recorded == 0 && !in.knowsAnother(s) {
		return fmt.Errorf("queue %s: no recorded volume in %d intervals: expected some; leave the queue out or add its history", s.Queue, g.N)
	}
	return nil
}

// knowsAnother says whether a queue without history has a sibling to learn from.
func (in Input) knowsAnother(s forecast.Series) bool {
	for _, o := range in.History {
		if o.Queue != s.Queue && o.Grid.Step == s.Grid.Step && float64(recordedIn(o.Volume))*o.Grid.Hours() >= siblingDays*24 {
			return true
		}
	}
	return false
}
