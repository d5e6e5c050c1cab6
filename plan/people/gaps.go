package people

import (
	"slices"

	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// Gap is what one queue lacks by hour of the week.
type Gap struct {
	Queue    string
	Channel  skills.Channel
	Language skills.Language
	Short    [168]float64 // effective agents missing, mean over the weeks, from Monday 0:00
	Missed   [168]float64 // contacts a week that miss the target beyond what it allows
	Hours    float64      // agent-hours a week short, before shrinkage
	Contacts float64      // a week, beyond what the target allows
	Worst    int          // hour of the week that lacks most; -1 where none does

	Serve      int      // agents who can serve the queue
	NoChannel  []string // who speak the language and lack the channel
	NoLanguage []string // who can do the channel and lack the language
	Elsewhere  []string // who could serve it but for their list of queues
	Barred     []string // whom assessments keep off it
}

// matters is the least part of an agent that is told as missing.
const matters = 0.05

// Gaps compares the requirement with the roster, queue by queue in their order. Live work
// lacks what its supply is below the mark; deferrable work lacks the time that the contacts
// which miss their target take, over the hours in which they could have been served.
func Gaps(p plan.Plan) []Gap {
	var out []Gap
	for _, q := range p.Input.Queues {
		g := Gap{Queue: q.Name, Channel: q.Channel, Language: q.Language, Worst: -1}
		i := slices.IndexFunc(p.Check.Coverage.Queues, func(c schedule.QueueCoverage) bool { return c.Queue == q.Name })
		if i >= 0 {
			g.measure(p, q, p.Check.Coverage.Queues[i])
		}
		g.people(p, q)
		out = append(out, g)
	}
	return out
}

// measure adds up what is missing.
func (g *Gap) measure(p plan.Plan, q schedule.Queue, c schedule.QueueCoverage) {
	grid, per := p.Check.Coverage.Grid, weeks(p)
	hours, allowed := grid.Hours(), 0.0
	if len(q.Targets) > 0 {
		allowed = 1 - q.Targets[0].Share
	}
	each, short := effort(p, q), make([]float64, max(grid.N, 0))
	for i := range min(grid.N, len(c.Required)) {
		h := hourOfWeek(grid.At(i))
		lost := max(0, c.Missed[i]-allowed*c.Contacts[i])
		g.Missed[h] += lost / per
		g.Contacts += lost / per
		if q.Channel.Live() {
			short[i] = max(0, c.Required[i]-c.Supplied[i])
		} else if lost > 0 {
			window(p, q, i, func(k int, part float64) { short[k] += part * lost * each / hours })
		}
	}
	for i, x := range short {
		if x > matters {
			g.Short[hourOfWeek(grid.At(i))] += x * hours / per
			g.Hours += x * hours / keep(p.Input.Team) / per
		}
	}
	for h, x := range g.Short {
		if x > matters && (g.Worst < 0 || x > g.Short[g.Worst]) {
			g.Worst = h
		}
	}
}

// window shares what falls due in interval i out over the open intervals in which it could
// have been done: those of the target's time before.
func window(p plan.Plan, q schedule.Queue, i int, visit func(k int, part float64)) {
	grid, open := p.Check.Coverage.Grid, []float64(nil)
	if r, ok := p.Requirement.DeferrableQueue(q.Name); ok {
		open = r.Open
	}
	within := 1
	if len(q.Targets) > 0 {
		within = max(1, int(q.Targets[0].Within/grid.Step))
	}
	var in []int
	for k := i; k >= 0 && len(in) < within; k-- {
		if k >= len(open) || open[k] > 0 {
			in = append(in, k)
		}
	}
	for _, k := range in {
		visit(k, 1/float64(len(in)))
	}
}

// effort is the agent-hours of one contact of a deferrable queue.
func effort(p plan.Plan, q schedule.Queue) float64 {
	r, ok := p.Requirement.DeferrableQueue(q.Name)
	if !ok {
		return 0
	}
	var hours, contacts float64
	for _, w := range r.Work {
		hours, contacts = hours+w.Hours, contacts+w.Contacts
	}
	if contacts <= 0 {
		return 0
	}
	return hours / contacts
}

// people sorts the team by what keeps each off the queue.
func (g *Gap) people(p plan.Plan, q schedule.Queue) {
	for _, a := range p.Input.Team.Agents {
		if !employed(a, p) {
			continue
		}
		_, can := a.Can(q)
		listed := len(a.Queues) == 0 || slices.Contains(a.Queues, q.Name)
		switch {
		case can:
			g.Serve++
		case a.BarredFrom(q):
			g.Barred = append(g.Barred, a.ID)
		case has(a, q.Channel) && speaks(a, q.Language) && !listed:
			g.Elsewhere = append(g.Elsewhere, a.ID)
		case has(a, q.Channel) && !speaks(a, q.Language):
			g.NoLanguage = append(g.NoLanguage, a.ID)
		case speaks(a, q.Language):
			g.NoChannel = append(g.NoChannel, a.ID)
		}
	}
}
