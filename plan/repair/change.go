package repair

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// ChangeKind says what sort of change a repair is.
type ChangeKind string

// The kinds of change, those that ask least of people first.
const (
	ChangeBreak    ChangeKind = "break"     // breaks of Agents may lie up to Hours earlier or later on Date
	ChangeMeeting  ChangeKind = "absence"   // the absence Name of Agents, From..To, moves to Clock on Date
	ChangeStart    ChangeKind = "start"     // Agents may start a shift at Clock on Date
	ChangeRequest  ChangeKind = "request"   // the request of Agents for From..To is taken back
	ChangeGrant    ChangeKind = "grant"     // the request (Name) of Agents for From..To comes before all else
	ChangeHonour   ChangeKind = "honour"    // the wanted limit of Agents, Name the code of its finding, holds whatever it costs
	ChangeExtend   ChangeKind = "extend"    // the shift of Agents on Date may be longer by Hours
	ChangeOvertime ChangeKind = "overtime"  // Agents may work Hours more in the week, with a shift on Date
	ChangeDay      ChangeKind = "extra-day" // Agents may work one more day in the week, Date, and Hours more
	ChangeTrain    ChangeKind = "train"     // Agents learn Queue, at Pace
	ChangeHire     ChangeKind = "hire"      // one more agent (Agents) of contract Name for Queue, as able as Like, on Days
)

// ChangeKinds lists the kinds, those that ask least of people first.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{ChangeBreak, ChangeMeeting, ChangeStart, ChangeRequest, ChangeGrant, ChangeHonour, ChangeExtend, ChangeOvertime, ChangeDay, ChangeTrain, ChangeHire}
}

// Change is a small change of the input, for named agents. Fields that its kind does not
// name are zero.
type Change struct {
	Kind     ChangeKind
	Agents   []string
	Date     calendar.Date
	Clock    calendar.TimeOfDay
	From, To time.Time
	Hours    float64
	Pace     float64
	Queue    string
	Name     string
	Like     string
	Days     []calendar.Date
	Only     bool     // hire: who serves Queue alone, not all that Like does
	shift    string   // kind of shift that start widens
	free     []string // whose shifts a re-solve may change, beside those of Agents
	next     []string // who else could do the same, in order
}

// Apply is the team with the change; the given one stays as it is. The agents of a change
// get a contract of their own, so that it holds for nobody else.
func (c Change) Apply(team schedule.Team, queues []schedule.Queue, cal *calendar.Calendar) schedule.Team {
	team = spelled(team)
	if c.Kind == ChangeHire {
		return c.hire(team)
	}
	for i := range team.Agents {
		if slices.Contains(c.Agents, team.Agents[i].ID) {
			c.applyTo(&team, &team.Agents[i], queues, cal)
		}
	}
	return team
}

func (c Change) applyTo(team *schedule.Team, a *schedule.Agent, queues []schedule.Queue, cal *calendar.Calendar) {
	contract := own(team, a)
	more := time.Duration(c.Hours * float64(time.Hour))
	switch c.Kind {
	case ChangeStart:
		kind := team.ShiftKinds[c.shift]
		kind.Start, kind.Every = calendar.Span{From: c.Clock, To: c.Clock}, 0
		c.add(team, &contract, kind)
	case ChangeExtend:
		for _, name := range slices.Clone(contract.ShiftKinds) {
			kind := team.ShiftKinds[name]
			kind.Length = schedule.Range{Min: kind.Length.Max + max(kind.Grain, 15*time.Minute), Max: kind.Length.Max + more}
			c.add(team, &contract, kind)
		}
		raise(&contract.Rules.WeekHoursMax, more)
		raise(&contract.Rules.DayHoursMax, more)
	case ChangeBreak:
		for _, name := range slices.Clone(contract.ShiftKinds) {
			kind := team.ShiftKinds[name]
			kind.Breaks = slices.Clone(kind.Breaks)
			for k := range kind.Breaks {
				kind.Breaks[k].Earliest = max(0, kind.Breaks[k].Earliest-more)
				kind.Breaks[k].Latest += more
			}
			c.add(team, &contract, kind)
		}
	case ChangeOvertime:
		raise(&contract.Rules.WeekHoursMax, more)
	case ChangeDay:
		raise(&contract.Rules.WeekHoursMax, more)
		if contract.Rules.WeekDaysMax > 0 {
			contract.Rules.WeekDaysMax++
		}
	case ChangeHonour:
		contract.Rules, _ = contract.Rules.Honouring(schedule.Code(c.Name))
	case ChangeTrain:
		c.train(a, queues)
	default:
		c.applyWish(team, a, cal)
	}
	team.Contracts[a.Contract] = contract
}

// applyWish changes the absences and requests of the agent.
func (c Change) applyWish(team *schedule.Team, a *schedule.Agent, cal *calendar.Calendar) {
	for i := range team.Absences {
		if x := &team.Absences[i]; c.Kind == ChangeMeeting && x.Agent == a.ID && x.From.Equal(c.From) && x.To.Equal(c.To) {
			x.From = c.Date.At(c.Clock, cal.By(a.Zone).Zone)
			x.To = x.From.Add(c.To.Sub(c.From))
		}
	}
	mine := func(r schedule.Request) bool {
		if r.Standing() { // From is the first day on which it is not met
			return r.Agent == a.ID && r.Weekly[c.From.In(cal.By(a.Zone).Zone).Weekday()]
		}
		return r.Agent == a.ID && r.From.Equal(c.From) && r.To.Equal(c.To)
	}
	switch c.Kind {
	case ChangeRequest:
		team.Requests = slices.DeleteFunc(team.Requests, mine)
	case ChangeGrant:
		for i := range team.Requests {
			if mine(team.Requests[i]) && string(team.Requests[i].Kind) == c.Name {
				team.Requests[i].Weight = first
			}
		}
	}
}

// first is the weight of a request that comes before all else.
const first = 1000

func raise(limit *time.Duration, by time.Duration) {
	if *limit > 0 {
		*limit += by
	}
}

// add gives the contract a further kind of shift, on the weekday of the change alone.
func (c Change) add(team *schedule.Team, contract *schedule.Contract, kind schedule.ShiftKind) {
	name := fmt.Sprintf("%s (%s %s %s)", kind.Name, c.Kind, c.Date.Weekday().String()[:3], c.Clock)
	kind.Name, kind.Days = name, [7]bool{}
	kind.Days[c.Date.Weekday()] = true
	team.ShiftKinds[name] = kind
	contract.ShiftKinds = append(contract.ShiftKinds, name)
}

// own gives the agent a contract that nobody shares.
func own(team *schedule.Team, a *schedule.Agent) schedule.Contract {
	c := team.Contracts[a.Contract]
	c.ShiftKinds = slices.Clone(c.ShiftKinds)
	a.Contract = fmt.Sprintf("%s (%s)", a.Contract, a.ID)
	return c
}

// spelled is a copy of the team in which every contract lists its kinds of shift and every
// kind has its name, so that a further kind is nobody's by accident.
func spelled(team schedule.Team) schedule.Team {
	team.Agents, team.Absences, team.Requests = slices.Clone(team.Agents), slices.Clone(team.Absences), slices.Clone(team.Requests)
	team.Contracts, team.ShiftKinds = maps.Clone(team.Contracts), maps.Clone(team.ShiftKinds)
	all := slices.Sorted(maps.Keys(team.ShiftKinds))
	for _, name := range all {
		kind := team.ShiftKinds[name]
		kind.Name = name
		team.ShiftKinds[name] = kind
	}
	for name, c := range team.Contracts {
		if len(c.ShiftKinds) == 0 {
			c.ShiftKinds = all
		}
		team.Contracts[name] = c
	}
	return team
}

// train gives the agent the ability that the queue asks for.
func (c Change) train(a *schedule.Agent, queues []schedule.Queue) {
	k := slices.IndexFunc(queues, func(q schedule.Queue) bool { return q.Name == c.Queue })
	if k < 0 {
		return
	}
	*a = a.Learned(skills.Ability{Channel: queues[k].Channel, Pace: c.Pace, Slots: queues[k].Slots}, c.Queue)
}

// hire adds the new agent, who may work on the days alone.
func (c Change) hire(team schedule.Team) schedule.Team {
	k := slices.IndexFunc(team.Agents, func(a schedule.Agent) bool { return a.ID == c.Like })
	if k < 0 || len(c.Agents) != 1 || len(c.Days) == 0 {
		return team
	}
	like := team.Agents[k]
	contract := team.Contracts[c.Name]
	contract.Rules.WeekHoursMin = 0
	a := schedule.Agent{
		ID: c.Agents[0], Name: c.Agents[0], Contract: fmt.Sprintf("%s (%s)", c.Name, c.Agents[0]),
		Abilities: like.Abilities, Languages: like.Languages, Queues: like.Queues, Group: like.Group, Zone: like.Zone,
	}
	end := calendar.Clock(24, 0) // or as long as a night shift lasts
	for _, name := range contract.ShiftKinds {
		kind := team.ShiftKinds[name]
		end = max(end, kind.Start.To+calendar.TimeOfDay(kind.Length.Max/time.Minute))
	}
	if c.Only {
		a.Queues = []string{c.Queue}
	}
	a.Available.Dates = map[calendar.Date][]calendar.Span{}
	for _, d := range c.Days {
		a.Available.Dates[d] = []calendar.Span{{From: 0, To: end}}
	}
	team.Contracts[a.Contract] = contract
	team.Agents = append(team.Agents, a)
	return team
}
