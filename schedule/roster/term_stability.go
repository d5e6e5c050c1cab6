package roster

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Told is what an agent was told of a day by the roster before: nothing, to be there from
// From to To, or, where that is empty, to be off.
type Told struct {
	Known    bool
	From, To int
	Parts    []Part // duties and breaks
}

// What it means to people that their days are changed, in hours: any change of a day at
// all, beside the hours that come or go; and an hour on something else than announced.
const (
	changeOfDay  = 2.0
	changeOfDuty = 0.25
)

// changed is what it means to the agent that the day becomes a shift from at to end, beside
// being off that day: below 0 where the shift is more like what was told.
func (x *Told) changed(at, end int) float64 {
	if !x.Known {
		return 0
	}
	sum := -x.dropped()
	if at == x.From && end == x.To {
		return sum
	}
	common := max(0, min(end, x.To)-max(at, x.From))
	return sum + changeOfDay + float64(end-at+x.To-x.From-2*common)/60
}

// dropped is what it means that a shift that was told is not worked.
func (x *Told) dropped() float64 {
	if !x.Known || x.From == x.To {
		return 0
	}
	return changeOfDay + float64(x.To-x.From)/60
}

// told is what the agent knows of the day; of a day that is locked there is nothing to
// change.
func (a *Agent) told(d int) Told {
	if d >= len(a.Told) || len(a.Locked[d]) > 0 {
		return Told{}
	}
	return a.Told[d]
}

// unsettled is how far a plan departs from what the agent was told, in hours.
func (a *Agent) unsettled(pl Plan) float64 {
	sum := 0.0
	for d := range a.Told {
		x := a.told(d)
		sum += x.dropped()
		for _, part := range x.Parts {
			if part.Duty >= 0 {
				sum += changeOfDuty * float64(part.To-part.From-pl.same(part)) / 60
			}
		}
	}
	if len(a.Told) == 0 {
		return 0
	}
	for _, s := range pl {
		x := a.told(s.Day)
		sum += x.changed(s.At, s.End)
	}
	return sum
}

// same is the minutes of the part that the plan spends in the same duty.
func (pl Plan) same(part Part) int {
	sum := 0
	for _, s := range pl {
		if s.At >= part.To || s.End <= part.From {
			continue
		}
		for _, x := range s.Parts {
			if x.Duty == part.Duty {
				sum += max(0, min(x.To, part.To)-max(x.From, part.From))
			}
		}
	}
	return sum
}

// steady adds to the gains what it is worth to stay in the duties that were told.
func (pr *prices) steady(p *Problem, a *Agent) {
	n := len(a.Duties)
	for d := range a.Told {
		x := a.told(d)
		for _, part := range x.Parts {
			if part.Duty < 0 {
				continue
			}
			for i := part.From / p.Step; i*p.Step < part.To && i < p.N+p.Tail; i++ {
				minutes := min(part.To, (i+1)*p.Step) - max(part.From, i*p.Step)
				pr.duty[i*n+part.Duty] += pr.weight[TermStability] * changeOfDuty * float64(minutes) / 60
			}
		}
	}
}

// nearest sets prices at which the best schedule is the one that departs least from what
// the agent was told.
func (pr *prices) nearest(p *Problem, a *Agent) {
	n := len(a.Duties)
	pr.fit(n, p.N+p.Tail)
	pr.weight = [termCount]float64{TermStability: 1}
	pr.change, pr.toll, pr.usual = 0, 0, -1
	pr.steady(p, a)
	pr.sum(n)
}

// told lists by day what the base roster told the agent; nil where there is none.
func (t *translator) told(a schedule.Agent, duties []Duty) []Told {
	base := t.in.Base
	if base.Grid.N == 0 {
		return nil
	}
	out := make([]Told, len(t.dates))
	for d, date := range t.dates {
		out[d].Known = base.Grid.Contains(calendar.Later(date.In(t.cal.Zone), t.grid.Start))
	}
	for _, s := range base.Shifts {
		if s.Agent != a.ID || !t.grid.Contains(s.Start) || !s.Start.Before(s.End) || s.End.Sub(s.Start) > maxShift {
			continue
		}
		day := calendar.DateOf(s.Start.In(t.cal.Zone)).Sub(t.dates[0])
		if day < 0 { // on a day that is over, see by
			continue
		}
		x := &out[day]
		from, to := t.minute(s.Start), t.minuteUp(s.End)
		if x.From < x.To { // a day of two shifts counts from the first to the last
			from, to = min(from, x.From), max(to, x.To)
		}
		x.Known, x.From, x.To = true, from, to
		if k := standbyOf(duties, s.OnCall, t.minute(s.Start)); k >= 0 {
			x.Parts = append(x.Parts, t.part(s.Start, s.End, k))
		}
		for _, y := range s.Duties {
			if k := dutyOf(duties, y.Queues, t.minute(y.Start)); k >= 0 {
				x.Parts = append(x.Parts, t.part(y.Start, y.End, k))
			}
		}
	}
	return out
}

// part is a stretch of a duty, cut to what shifts can touch.
func (t *translator) part(from, to time.Time, duty int) Part {
	return Part{From: min(max(0, t.minute(from)), t.end()), To: min(max(0, t.minute(to)), t.end()), Duty: duty, Paid: true}
}
