package people

import (
	"maps"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/skills"
)

// Side is the half of the service that a person works for, by most of their hours.
type Side string

// The sides: who answers in public or in private messages, and who is on voice, chat or
// email.
const (
	SocialSide Side = "social"
	CoreSide   Side = "core"
)

// Burden is what a person, or a team, carries and gets. But for Hours all figures are means
// for 40 paid hours, and Pay is for one.
type Burden struct {
	Hours   float64 // paid, of the period
	Nights  float64 // hours between 22:00 and 6:00, those published in the eight weeks before included
	Weekend float64 // hours on Saturday and Sunday, likewise
	Hard    float64 // contacts with complaints or in a crisis that fall on the person, expected
	Premium float64 // money, beyond base pay
	Pay     float64 // base pay of an hour
}

// Share is one person.
type Share struct {
	Agent, Group, Contract, Grade string
	Side                          Side
	Burden
}

// Team is the mean of several people.
type Team struct {
	Name   string // of the side or the group
	People int
	Grades map[string]int
	Burden
}

// Fairness is how burdens and rewards lie between people.
type Fairness struct {
	People      []Share // in the team's order, those with a shift
	Sides       []Team
	Groups      []Team
	Differences []Difference
}

// Evenly compares the sides and the groups of a team by the roster of a plan.
func Evenly(p plan.Plan) Fairness {
	var out Fairness
	hard := hardContacts(p)
	lines := map[string]int{}
	for i, l := range p.Cost.Agents {
		lines[l.Agent] = i
	}
	for _, a := range p.Input.Team.Agents {
		s := Share{Agent: a.ID, Group: a.Group, Contract: a.Contract, Grade: a.Grade, Side: side(p, a.ID)}
		i, paid := lines[a.ID]
		if !paid || p.Cost.Agents[i].PaidHours.IsZero() {
			continue
		}
		line := p.Cost.Agents[i]
		hours := line.PaidHours.InexactFloat64()
		night, weekend, all := unsocial(p, a.ID)
		s.Burden = Burden{Hours: hours, Nights: 40 * night / all, Weekend: 40 * weekend / all, Hard: 40 * hard[a.ID] / hours,
			Premium: 40 * line.Total.Sub(line.Base).InexactFloat64() / hours, Pay: line.Base.InexactFloat64() / hours}
		out.People = append(out.People, s)
	}
	for _, x := range []Side{CoreSide, SocialSide} {
		if t := mean(string(x), out.People, func(s Share) bool { return s.Side == x }); t.People > 0 {
			out.Sides = append(out.Sides, t)
		}
	}
	groups := map[string]bool{}
	for _, s := range out.People {
		groups[s.Group] = true
	}
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		out.Groups = append(out.Groups, mean(g, out.People, func(s Share) bool { return s.Group == g }))
	}
	if len(out.Sides) == 2 {
		for _, m := range []Measure{Nights, Weekend, Hard, Premium, Pay} {
			out.Differences = append(out.Differences, differ(m, out.People))
		}
	}
	return out
}

// side is where most of the person's hours are.
func side(p plan.Plan, id string) Side {
	on := map[string]skills.Channel{}
	for _, q := range p.Input.Queues {
		on[q.Name] = q.Channel
	}
	social, core := time.Duration(0), time.Duration(0)
	for _, s := range p.Roster.Roster.Shifts {
		for _, d := range s.Duties {
			switch {
			case s.Agent != id || len(d.Queues) == 0:
			case on[d.Queues[0]] == skills.Social || on[d.Queues[0]] == skills.Messaging:
				social += d.End.Sub(d.Start)
			default:
				core += d.End.Sub(d.Start)
			}
		}
	}
	if social > core {
		return SocialSide
	}
	return CoreSide
}

// unsocial counts the person's paid hours at night, on weekends and in all, with those of the
// eight weeks before, by the person's own clock.
func unsocial(p plan.Plan, id string) (night, weekend, all float64) {
	from := p.Input.Period.Start.AddDate(0, 0, -7*8)
	a, _ := agent(p.Input.Team, id)
	zone := p.Input.Calendar.By(a.Zone).Zone
	for _, s := range slices.Concat(p.Input.Team.Published, p.Roster.Roster.Shifts) {
		if s.Agent != id || s.Start.Before(from) || s.OnCall != nil {
			continue
		}
		for _, w := range s.PaidTime() {
			all += w.To.Sub(w.From).Hours()
			for t := w.From; t.Before(w.To); t = t.Add(15 * time.Minute) {
				l, part := t.In(zone), min(15*time.Minute, w.To.Sub(t)).Hours()
				if l.Hour() >= 22 || l.Hour() < 6 {
					night += part
				}
				if d := l.Weekday(); d == time.Saturday || d == time.Sunday {
					weekend += part
				}
			}
		}
	}
	return night, weekend, max(all, 1e-9)
}

// hardContacts shares the expected complaints and crisis contacts of every queue out over
// the people who attend to it first, by their hours in each hour of the period.
func hardContacts(p plan.Plan) map[string]float64 {
	out := map[string]float64{}
	for k, profile := range p.Profiles {
		name, grid := p.Input.Queues[k].Name, p.Input.Period
		came := make([]float64, grid.N)
		for _, s := range profile.Streams {
			if s.Kind != "complaint" && s.Kind != "crisis" {
				continue
			}
			for i := range came {
				came[i] += profile.Volume.Mean[i] * s.Share.At(i) * (1 - s.Flush.At(i))
			}
		}
		deal(p, name, came, grid, out)
	}
	return out
}

// deal gives what came in an interval to those on the queue then; what finds nobody waits for
// the next.
func deal(p plan.Plan, queue string, came []float64, grid calendar.Grid, out map[string]float64) {
	present := make([]map[string]float64, grid.N)
	for _, s := range p.Roster.Roster.Shifts {
		for _, d := range s.Duties {
			rank := slices.Index(d.Queues, queue)
			if rank < 0 {
				continue
			}
			for i := max(0, grid.Index(d.Start)); i < grid.N && grid.At(i).Before(d.End); i++ {
				if present[i] == nil {
					present[i] = map[string]float64{}
				}
				present[i][s.Agent] += 1 / float64(1+3*rank)
			}
		}
	}
	waiting := 0.0
	for i, x := range came {
		waiting += x
		var sum float64
		for _, id := range slices.Sorted(maps.Keys(present[i])) {
			sum += present[i][id]
		}
		if sum <= 0 {
			continue
		}
		for id, part := range present[i] {
			out[id] += waiting * part / sum
		}
		waiting = 0
	}
}

// mean is the team of those who belong, hours weighing.
func mean(name string, all []Share, belongs func(Share) bool) Team {
	t := Team{Name: name, Grades: map[string]int{}}
	for _, s := range all {
		if !belongs(s) {
			continue
		}
		t.People++
		if s.Grade != "" {
			t.Grades[s.Grade]++
		}
		h := s.Hours
		t.Hours += h
		t.Nights, t.Weekend, t.Hard, t.Premium, t.Pay = t.Nights+h*s.Nights, t.Weekend+h*s.Weekend, t.Hard+h*s.Hard, t.Premium+h*s.Premium, t.Pay+h*s.Pay
	}
	if t.Hours > 0 {
		t.Nights, t.Weekend, t.Hard, t.Premium, t.Pay = t.Nights/t.Hours, t.Weekend/t.Hours, t.Hard/t.Hours, t.Premium/t.Hours, t.Pay/t.Hours
	}
	return t
}
