package repair

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// Exchange is the roster after the agent has taken over the shift and, unless it is nil,
// its owner a shift of the agent's in return. Times and breaks stay; the queues of the
// duties become those that the new person can serve, and the kind one of the new contract. Whether it may be so is for the check to say.
func (s Standing) Exchange(shift schedule.Shift, agent string, back *schedule.Shift) schedule.Roster {
	r := schedule.Roster{Grid: s.Roster.Grid}
	for _, x := range s.Roster.Shifts {
		switch {
		case x.Agent == shift.Agent && sameTimes(x, shift):
			x = s.handOver(x, agent)
		case back != nil && x.Agent == agent && sameTimes(x, *back):
			x = s.handOver(x, shift.Agent)
		}
		r.Shifts = append(r.Shifts, x)
	}
	r.Sort()
	return r
}

// handOver is the shift as the agent would work it.
func (s Standing) handOver(x schedule.Shift, agent string) schedule.Shift {
	x.Agent = agent
	k := slices.IndexFunc(s.Team.Agents, func(a schedule.Agent) bool { return a.ID == agent })
	if k < 0 {
		return x
	}
	a := s.Team.Agents[k]
	x.Kind = s.kindFor(a, x)
	able := a.Serves(s.Queues)
	x.Duties = slices.Clone(x.Duties)
	for i, d := range x.Duties {
		fit := slices.DeleteFunc(slices.Clone(d.Queues), func(q string) bool { return !slices.Contains(able, q) })
		if len(fit) == 0 {
			fit = able
		}
		if len(fit) > 0 {
			x.Duties[i].Queues = fit
		}
	}
	return x
}

// kindFor is the kind of the shift under the agent's contract: its own name where the
// contract has it, else the first whose times it fits, on call or at work as it is, else its own all the same, for the
// check to refuse.
func (s Standing) kindFor(a schedule.Agent, x schedule.Shift) string {
	kinds := s.Team.Contracts[a.Contract].ShiftKinds
	if len(kinds) == 0 || slices.Contains(kinds, x.Kind) {
		return x.Kind
	}
	start := x.Start
	if s.Calendar != nil && s.Calendar.Zone != nil {
		start = start.In(s.Calendar.By(a.Zone).Zone)
	}
	clock, length := calendar.ClockOf(start), x.End.Sub(x.Start)
	for _, name := range kinds {
		k := s.Team.ShiftKinds[name]
		if k.OnCall.Same(x.OnCall) && clock >= k.Start.From && clock <= k.Start.To && length >= k.Length.Min && length <= k.Length.Max {
			return name
		}
	}
	return x.Kind
}

// bench judges people one by one: every hard rule is about one person.
type bench struct {
	Standing
	shifts map[string][]schedule.Shift // of the roster that stands
	before map[string][]schedule.Finding
}

func newBench(s Standing) *bench {
	b := &bench{Standing: s, shifts: map[string][]schedule.Shift{}, before: map[string][]schedule.Finding{}}
	for _, x := range s.Roster.Shifts {
		b.shifts[x.Agent] = append(b.shifts[x.Agent], x)
	}
	return b
}

// apart is a bench that shares nothing that changes: it knows what was wrong for one agent.
func (b *bench) apart(agent string) *bench {
	return &bench{Standing: b.Standing, shifts: b.shifts, before: map[string][]schedule.Finding{agent: b.before[agent]}}
}

// person is what the check says of an agent who works these shifts: rules broken and
// requests not granted.
func (b *bench) person(agent string, shifts []schedule.Shift) []schedule.Finding {
	only := b.Team
	only.Locks = nil
	of := func(name string) bool { return name != agent }
	only.Agents = slices.DeleteFunc(slices.Clone(b.Team.Agents), func(a schedule.Agent) bool { return of(a.ID) })
	only.Published = slices.DeleteFunc(slices.Clone(b.Team.Published), func(x schedule.Shift) bool { return of(x.Agent) })
	r := schedule.Requirement{Grid: b.Requirement.Grid}
	found := check.Run(check.Input{Calendar: b.Calendar, Queues: b.Queues, Team: only, Requirement: r, Roster: schedule.Roster{Grid: r.Grid, Shifts: shifts}}).Findings
	return slices.DeleteFunc(found, func(f schedule.Finding) bool { return f.Severity != schedule.Broken && f.Code != schedule.CodeRequest })
}

// news is what is wrong for the agent with these shifts and was not wrong before.
func (b *bench) news(agent string, shifts []schedule.Shift) []schedule.Finding {
	was, known := b.before[agent]
	if !known {
		was = b.person(agent, b.shifts[agent])
		b.before[agent] = was
	}
	return slices.DeleteFunc(b.person(agent, shifts), func(f schedule.Finding) bool {
		return slices.ContainsFunc(was, func(o schedule.Finding) bool {
			return o.Code == f.Code && o.From.Equal(f.From) && o.To.Equal(f.To) && !worse(f, o)
		})
	})
}

// worse says whether a rule is broken by more than before: rest, free weekends, breaks and
// least hours are broken by too little, the others by too much.
func worse(is, was schedule.Finding) bool {
	short := []schedule.Code{schedule.CodeDailyRest, schedule.CodeWeeklyRest, schedule.CodeWeekends, schedule.CodeWeekHoursMin, schedule.CodeBreaks}
	if slices.Contains(short, is.Code) {
		return is.Value < was.Value-1e-9
	}
	return is.Value > was.Value+1e-9
}

// with replaces one shift of a list by another; a zero one stands for none.
func with(shifts []schedule.Shift, out, in schedule.Shift) []schedule.Shift {
	list := slices.DeleteFunc(slices.Clone(shifts), func(x schedule.Shift) bool { return sameTimes(x, out) })
	if !in.Start.IsZero() {
		list = append(list, in)
	}
	slices.SortStableFunc(list, func(a, b schedule.Shift) int { return a.Start.Compare(b.Start) })
	return list
}

// near says whether two shifts begin within a week of each other.
func near(a, b schedule.Shift) bool {
	d := a.Start.Sub(b.Start)
	return max(d, -d) < 7*24*time.Hour
}
