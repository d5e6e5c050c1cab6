package people

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

// Hire is how many people of which profile to look for.
type Hire struct {
	Profile  Profile
	Count    int               // the fewest that meet the target, or the most that were tried
	Met      bool              // whether they meet it
	Before   simulate.Estimate // share within the queue's first target
	After    simulate.Estimate
	Contacts float64         // a week more in time, all queues
	Cost     decimal.Decimal // a week of their pay
	Gap      Gap
}

// Profile is whom to look for: everything that the text of a search is made from.
type Profile struct {
	Queue     schedule.Queue
	Beside    []skills.Channel // further channels that are short or busy in the same hours
	Languages []skills.Language
	Contract  string
	Hours     schedule.Range // a week
	Pay       schedule.Pay
	Days      [7]float64 // share of the missing hours by day, Monday first
	From, To  int        // hours of the day between which nine in ten of them lie, To exclusive
	Weekend   float64    // share of the missing hours on Saturday and Sunday
	Night     float64    // and between 22:00 and 6:00
	Asked     []skills.Part
	Documents []string // certificates to bring or to earn
	Public    bool
	Slots     int           // chats at once
	Handle    time.Duration // mean handle time
}

// HireOptions steer Recruit.
type HireOptions struct {
	Most     int // people tried for one queue; 0 is 12
	Progress forecast.Progress
}

// Recruit says whom to look for: a profile for every queue that misses its target or lacks
// its minimum, with the contract whose shifts reach most of the missing hours, and the fewest
// people with whom the plan made anew meets the target. The queue that loses most comes
// first, and each counts with the people found for those before.
func Recruit(ctx context.Context, p plan.Plan, opt HireOptions) ([]Hire, error) {
	var out []Hire
	done := map[string]bool{}
	for {
		w, err := newWorld(ctx, p)
		if err != nil {
			return nil, err
		}
		g, k := w.neediest(done)
		if k < 0 {
			return out, nil
		}
		done[g.Queue] = true
		h := Hire{Gap: g, Profile: w.profile(p.Input.Queues[k], g)}
		if h.Before, err = w.reached(w.base, k); err != nil {
			return nil, err
		}
		got, err := w.count(ctx, &h, k, opt)
		if err != nil {
			return nil, err
		}
		out = append(out, h)
		p = got.plan
		p.Check = p.Input.Check(p.Requirement, p.Roster.Roster, w.futures)
		p.Findings = p.Check.Findings
	}
}

// neediest is the queue that misses its target or its minimum and loses most contacts; -1
// where none is left.
func (w *world) neediest(done map[string]bool) (best Gap, at int) {
	at = -1
	for k, g := range Gaps(w.Plan) {
		if w.missing(k) && !done[g.Queue] && (at < 0 || g.Contacts > best.Contacts) {
			best, at = g, k
		}
	}
	return best, at
}

// missing says whether the roster is expected to miss the target or the minimum of queue k.
func (w *world) missing(k int) bool {
	q := w.Input.Queues[k]
	return slices.ContainsFunc(w.Findings, func(f schedule.Finding) bool {
		return f.Queue == q.Name && (f.Code == schedule.CodeTarget || f.Code == schedule.CodeKindTarget || f.Code == schedule.CodeMinStaff || f.Code == schedule.CodeNobody)
	})
}

func (w *world) reached(o outcome, k int) (simulate.Estimate, error) {
	if k >= len(o.service.Queues) || len(o.service.Queues[k].Targets) == 0 {
		return simulate.Estimate{}, fmt.Errorf("the simulation knows no target of queue %s", w.Input.Queues[k].Name)
	}
	return o.service.Queues[k].Targets[0], nil
}

// count finds the fewest people that meet the target: it doubles their number until they do
// and then halves the distance.
func (w *world) count(ctx context.Context, h *Hire, k int, opt HireOptions) (best outcome, err error) {
	most := cmp.Or(opt.Most, 12)
	low, high := 0, 0 // the target is missed with low and met with high; 0 is not known
	for n, tries := 1, 0; (high == 0 && low < most) || high-low > 1; tries++ {
		tell(opt.Progress, "hiring for "+h.Profile.Queue.Name, tries, tries+1)
		got, err := w.try(ctx, w.joined(h.Profile, n))
		if err != nil {
			return got, err
		}
		after, err := w.reached(got, k)
		if err != nil {
			return got, err
		}
		met := after.Mean >= w.Input.Queues[k].Targets[0].Share
		if met || high == 0 {
			h.Count, h.Met, h.After, best = n, met, after, got
		}
		if met {
			high = n
		} else {
			low = n
		}
		if n = (low + high) / 2; high == 0 {
			n = min(2*low, most)
		}
	}
	h.Contacts = (best.inTime - w.base.inTime) / weeks(w.Plan)
	h.Cost = best.pay.Sub(w.base.pay).Div(decimal.NewFromFloat(weeks(w.Plan))).Round(2)
	return best, nil
}

// joined is the team with n people of the profile, at standard pace.
func (w *world) joined(p Profile, n int) schedule.Team {
	team := w.Input.Team
	team.Agents = slices.Clone(team.Agents)
	for i := range n {
		a := schedule.Agent{ID: fmt.Sprintf("new %d on %s", i+1, p.Queue.Name), Contract: p.Contract, Languages: p.Languages, Available: calendar.Always()}
		a.Name = a.ID
		for _, c := range append([]skills.Channel{p.Queue.Channel}, p.Beside...) {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Level: w.Input.Skills.Par, Pace: 1})
		}
		team.Agents = append(team.Agents, a)
	}
	return team
}

// profile gathers what the gap asks for.
func (w *world) profile(q schedule.Queue, g Gap) Profile {
	p := Profile{Queue: q, Slots: q.Slots}
	if q.Language != "" {
		p.Languages = []skills.Language{q.Language}
	}
	weight := g.Short
	if g.Hours == 0 {
		weight = g.Missed
	}
	p.shape(weight)
	p.Contract = w.contract(weight)
	c := w.Input.Team.Contracts[p.Contract]
	p.Hours, p.Pay = schedule.Range{Min: c.Rules.WeekHoursMin, Max: c.Rules.WeekHoursMax}, c.Pay
	for _, other := range w.Input.Queues { // small streams share people
		if other.Channel != q.Channel && !other.Channel.Live() && speaksAll(p.Languages, other.Language) && !slices.Contains(p.Beside, other.Channel) && len(p.Beside) < 1 {
			p.Beside = append(p.Beside, other.Channel)
		}
	}
	if persona, ok := w.Input.Skills.Persona(string(q.Channel)); ok {
		p.Documents, p.Public = persona.Certificates, persona.Public
		for _, c := range skills.Competences() {
			if x := persona.Weights[c]; x > 0 {
				p.Asked = append(p.Asked, skills.Part{Competence: c, Weight: x, Floor: persona.Floors[c]})
			}
		}
		slices.SortStableFunc(p.Asked, func(a, b skills.Part) int { return cmp.Compare(b.Weight, a.Weight) })
		p.Asked = p.Asked[:min(len(p.Asked), 4)]
	}
	p.Handle = time.Duration(w.Input.Skills.Standard[q.Channel] * float64(time.Second)).Round(5 * time.Second)
	return p
}

func speaksAll(have []skills.Language, l skills.Language) bool {
	return l == "" || slices.Contains(have, l)
}

// shape tells when the missing hours lie.
func (p *Profile) shape(short [168]float64) {
	var all float64
	var clock [24]float64
	for h, x := range short {
		all += x
		clock[h%24] += x
		p.Days[h/24] += x
		if h/24 >= 5 {
			p.Weekend += x
		}
		if h%24 >= 22 || h%24 < 6 {
			p.Night += x
		}
	}
	if all <= 0 {
		p.To = 24
		return
	}
	for d := range p.Days {
		p.Days[d] /= all
	}
	p.Weekend, p.Night = p.Weekend/all, p.Night/all
	best := 25
	for from := range 24 { // the shortest stretch of the clock that holds nine in ten
		sum := 0.0
		for n := 1; n <= 24; n++ {
			if sum += clock[(from+n-1)%24]; sum >= 0.9*all {
				if n < best {
					best, p.From, p.To = n, from, from+n
				}
				break
			}
		}
	}
}

// contract is the one whose shifts reach most of the missing hours for their money.
func (w *world) contract(short [168]float64) string {
	best, most := "", -1.0
	for _, name := range slices.Sorted(maps.Keys(w.Input.Team.Contracts)) {
		c := w.Input.Team.Contracts[name]
		reached, there := 0.0, reach(w.Input.Team, c)
		for h, x := range short {
			if there[h] {
				reached += x
			}
		}
		wage := max(c.Pay.Wage.InexactFloat64(), 1e-9)
		if score := reached - 1e-3*wage/(wage+1); score > most+1e-12 {
			best, most = name, score
		}
	}
	return best
}

// reach says, per hour of the week, whether a shift of the contract can be under way in the
// middle of it.
func reach(team schedule.Team, c schedule.Contract) []bool {
	monday := time.Date(2024, time.January, 1, 0, 30, 0, 0, time.UTC) // any will do
	return team.Reach(c, calendar.Grid{Start: monday, Step: time.Hour, N: 168}, time.UTC, time.Time{})
}
