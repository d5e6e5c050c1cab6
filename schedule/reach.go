package schedule

import (
	"maps"
	"slices"
	"time"

	"turno/forecast/calendar"
)

// Kinds lists the kinds of shift that the contract may work, by name: all of the team where
// it names none.
func (t Team) Kinds(c Contract) []ShiftKind {
	names := c.ShiftKinds
	if len(names) == 0 {
		names = slices.Sorted(maps.Keys(t.ShiftKinds))
	}
	var out []ShiftKind
	for _, name := range names {
		if k, known := t.ShiftKinds[name]; known {
			out = append(out, k)
		}
	}
	return out
}

// Reach says, per interval of the grid, whether a shift at work of the contract that starts at
// a time or later can be under way when the interval begins, by the clocks of the zone. The
// zero time is any start.
func (t Team) Reach(c Contract, g calendar.Grid, zone *time.Location, earliest time.Time) []bool {
	out := make([]bool, max(g.N, 0))
	first := calendar.DateOf(g.Start.In(zone)).Add(-2) // a shift may begin past 24:00 and last over midnight
	for _, k := range t.Kinds(c) {
		if k.OnCall != nil {
			continue
		}
		for d := first; d.In(zone).Before(g.End()); d = d.Add(1) {
			from, to := d.At(k.Start.From, zone), d.At(k.Start.To, zone)
			if !k.Days[d.Weekday()] || to.Before(earliest) {
				continue
			}
			from, to = calendar.Later(from, earliest), to.Add(k.Length.Max)
			for i := max(0, g.Index(from.Add(g.Step-1))); i < g.N && g.At(i).Before(to); i++ {
				out[i] = true
			}
		}
	}
	return out
}

// PayOf is what an hour of the agent costs: the contract's pay at the agent's own wage,
// where there is one.
func (t Team) PayOf(a Agent) Pay {
	pay := t.Contracts[a.Contract].Pay
	if !a.Wage.IsZero() {
		pay.Wage = a.Wage
	}
	return pay
}

// MostWeek is the most paid hours a week in the long run, 0 where the rules set no limit.
func (r Rules) MostWeek() time.Duration {
	if r.MeanWeekHours <= 0 {
		return r.WeekHoursMax
	}
	return tighter(r.WeekHoursMax, r.MeanWeekHours)
}

// AgreedWeek is the paid hours of a usual week: midway between the least and the most of the
// contract, or the one of them that it sets; 0 where it sets none.
func (r Rules) AgreedWeek() time.Duration {
	if r.WeekHoursMin <= 0 || r.WeekHoursMax <= 0 {
		return max(r.WeekHoursMin, r.WeekHoursMax, 0)
	}
	return (r.WeekHoursMin + r.WeekHoursMax) / 2
}
