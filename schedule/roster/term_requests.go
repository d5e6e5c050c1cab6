package roster

import (
	"math"
	"slices"

	"turno/schedule"
)

// Wish is a request: off wants no shift to touch [from, to), otherwise a shift is wanted
// within it on each of its days.
type Wish struct {
	From, To int
	Off      bool
	Begins   bool   // asks only that the shift begins in [from, to]
	Rather   bool   // of shifts that begin in [from, to), wants those of the kind that begin in [low, high], and else none
	Kind     string // only shifts of this kind count; empty is all
	Weight   float64
	Days     int // of the period that it touches
	Low      int
	High     int
}

// refused is the weight of what a plan does not grant: of wishes for time off once for
// each shift that touches them, of wishes to work in the share of their days without.
func (a *Agent) refused(pl Plan) float64 {
	sum := 0.0
	for i := range a.Wishes {
		w := &a.Wishes[i]
		if !w.Off && !w.Rather {
			sum += w.Weight
		}
		for _, s := range pl {
			sum += w.price(s.At, s.End, s.Kind)
		}
	}
	return sum
}

// price is what a shift adds to the weight refused.
func (w *Wish) price(at, end int, kind string) float64 {
	switch {
	case w.Rather:
		if at < w.From || at >= w.To || at >= w.Low && at <= w.High && (w.Kind == "" || w.Kind == kind) {
			return 0
		}
		return w.Weight
	case w.Kind != "" && w.Kind != kind:
		return 0
	case w.Off && at < w.To && end > w.From:
		return w.Weight
	case !w.Off && at >= w.From && (end <= w.To || w.Begins && at <= w.To):
		return -w.Weight / float64(max(1, w.Days))
	}
	return 0
}

// wishes are the agent's requests that touch the period, standing ones for each date.
func (t *translator) wishes(team schedule.Team, a schedule.Agent) []Wish {
	team.Requests = slices.DeleteFunc(slices.Clone(team.Requests), func(r schedule.Request) bool { return r.Agent != a.ID })
	if len(team.Requests) == 0 {
		return nil
	}
	team.Published = slices.DeleteFunc(slices.Clone(team.Published), func(s schedule.Shift) bool { return s.Agent != a.ID })
	var out []Wish
	for _, r := range team.Requests {
		switch {
		case r.Standing():
			for k, d := range t.dates {
				if r.Weekly[d.Weekday()] {
					out = append(out, t.standing(r.On(d, t.cal.Zone), t.p.Days[k]))
				}
			}
		case r.From.Before(t.grid.End()) && r.To.After(t.grid.Start) && r.From.Before(r.To):
			if w := t.wish(r); !t.decided(team, r.Agent, w) {
				out = append(out, w)
			}
		}
	}
	favour := 1 + t.refusedBefore(team, a.ID)
	for i := range out {
		out[i].Weight *= favour
	}
	return out
}

// refusedBefore is the share of the requests, all of one agent like the shifts, that the published shifts of the weeks
// before the period have refused: who went without then comes first now.
func (t *translator) refusedBefore(team schedule.Team, agent string) float64 {
	since := t.grid.Start
	for _, s := range team.Published {
		if s.Start.Before(since) && !s.Start.Before(t.grid.Start.Add(-lookBack)) {
			since = s.Start
		}
	}
	asked, refused := 0.0, 0.0
	for _, r := range team.Requests {
		if r.Standing() || r.From.Before(since) || r.To.After(t.grid.Start) || !r.From.Before(r.To) {
			continue
		}
		w := t.wish(r)
		asked++
		if t.decided(team, agent, w) == w.Off {
			refused++
		}
	}
	if asked == 0 {
		return 0
	}
	return refused / asked
}

// decided says whether a published shift has granted or refused the wish already.
func (t *translator) decided(team schedule.Team, agent string, w Wish) bool {
	return slices.ContainsFunc(team.Published, func(s schedule.Shift) bool {
		return s.Agent == agent && s.Start.Before(t.grid.Start) && s.Start.Before(s.End) && !s.Start.Before(t.grid.Start.Add(-lookBack)) &&
			w.price(t.minute(s.Start), t.minuteUp(s.End), s.Kind) != 0
	})
}

// wish translates a request for once.
func (t *translator) wish(r schedule.Request) Wish {
	w := Wish{From: t.minute(r.From), To: t.minuteUp(r.To), Off: r.Kind == schedule.RequestOff, Weight: min(finite(r.Weight), 1000)}
	for _, d := range t.p.Days {
		if w.From < d.To && w.To > d.From {
			w.Days++
		}
	}
	switch r.Kind {
	case schedule.RequestShift:
		w.Kind, w.Begins, w.From, w.To = r.Shift, true, t.minuteUp(r.From), t.minuteUp(r.To)-1
	case schedule.RequestStart:
		w.Begins, w.From, w.To = true, t.minuteUp(r.From), t.minute(r.To)
	}
	return w
}

// standing translates a standing wish on one day.
func (t *translator) standing(r schedule.Request, d Day) Wish {
	w := t.wish(r)
	switch r.Kind {
	case schedule.RequestShift:
		w.Rather, w.Low, w.High, w.From, w.To = true, math.MinInt, math.MaxInt, d.From, d.To
	case schedule.RequestStart:
		w.Rather, w.Low, w.High, w.From, w.To = true, w.From, w.To, d.From, d.To
	}
	w.Days = 1
	return w
}
