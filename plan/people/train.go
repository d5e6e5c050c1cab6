package people

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/check"
	"turno/skills"
)

// Training is one agent trained for one channel.
type Training struct {
	Agent    string
	Channel  skills.Channel
	Ability  skills.Ability // expected once trained up
	Fit      skills.Fit
	Rank     float64         // contacts by which the standing roster would miss fewer, the quick look that chose whom to try
	Tried    bool            // whether planning anew has measured what follows
	Contacts float64         // a week more in time, simulated
	Saved    decimal.Decimal // pay a week less
	Value    float64         // a week: both in money
	Hours    float64         // that the training takes
	Cost     decimal.Decimal // of these hours
	RampUp   int             // weeks until up to pace
	Payback  int             // weeks until the value has paid the cost, ramp-up counted; 0 is never
}

// TrainOptions steer Train.
type TrainOptions struct {
	Most     int // pairs to plan anew; 0 is 8
	Progress forecast.Progress
}

// usualTraining is the hours of training for a channel where turno.yaml says nothing of
// induction.
const usualTraining = 40

// farOff is where a payback is as good as never: ten years of weeks.
const farOff = 520

// Train says whom to train in which channel first. All pairs of an agent and a channel that
// the agent lacks and no assessment rules out are looked at on the standing roster; for the
// most promising the period is planned and simulated again with the agent trained. The tried
// ones come first, by value.
func Train(ctx context.Context, p plan.Plan, fits []skills.Fit, opt TrainOptions) ([]Training, error) {
	w, err := newWorld(ctx, p)
	if err != nil {
		return nil, err
	}
	all := w.pairs(fits)
	for i := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		tell(opt.Progress, "looking at pairs", i, len(all))
		all[i].Rank = w.glance(all[i])
	}
	slices.SortStableFunc(all, func(a, b Training) int {
		return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(b.Ability.Pace, a.Ability.Pace), strings.Compare(a.Agent, b.Agent), strings.Compare(string(a.Channel), string(b.Channel)))
	})
	most := min(cmp.Or(opt.Most, 8), len(all))
	for i := range all[:most] {
		tell(opt.Progress, "training", i, most)
		if err := w.train(ctx, &all[i]); err != nil {
			return nil, err
		}
	}
	tell(opt.Progress, "training", most, most)
	slices.SortStableFunc(all[:most], func(a, b Training) int {
		return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(b.Rank, a.Rank), strings.Compare(a.Agent, b.Agent), strings.Compare(string(a.Channel), string(b.Channel)))
	})
	return all, nil
}

// pairs lists whom one could train in what.
func (w *world) pairs(fits []skills.Fit) []Training {
	var out []Training
	for _, a := range w.Input.Team.Agents {
		if !employed(a, w.Plan) {
			continue
		}
		for _, c := range skills.Channels() {
			f, _ := byPersona(fits, a.ID, string(c))
			if _, barred := f.Barred(w.Input.Period.Start); barred || has(a, c) || !w.wanted(a, c) {
				continue
			}
			out = append(out, Training{Agent: a.ID, Channel: c, Fit: f, Ability: Expected(w.Input.Skills, a, f, c)})
		}
	}
	return out
}

// wanted says whether some queue of the channel is for people like the agent.
func (w *world) wanted(a schedule.Agent, c skills.Channel) bool {
	return slices.ContainsFunc(w.Input.Queues, func(q schedule.Queue) bool { return q.Channel == c && speaks(a, q.Language) })
}

// Expected is the ability to expect of an agent on a channel that is new to them, once
// trained up: the tested pace, or the mean of the agent's own paces elsewhere.
func Expected(m skills.Model, a schedule.Agent, f skills.Fit, c skills.Channel) skills.Ability {
	pace, n := 0.0, 0.0
	for _, b := range a.Abilities {
		pace, n = pace+b.Pace, n+1
	}
	if n == 0 {
		pace, n = 1, 1
	}
	return m.Ability(skills.Ability{Channel: c, Level: m.Par, Pace: pace / n}, f)
}

// Trained is the team with the agent trained: a list of the only queues served grows by
// those of the channel.
func Trained(team schedule.Team, queues []schedule.Queue, id string, ability skills.Ability) schedule.Team {
	team.Agents = slices.Clone(team.Agents)
	for i, a := range team.Agents {
		if a.ID != id {
			continue
		}
		a.Abilities = append(slices.Clone(a.Abilities), ability)
		if len(a.Queues) > 0 {
			a.Queues = slices.Clone(a.Queues)
			for _, q := range queues {
				if q.Channel == ability.Channel {
					a.Queues = append(a.Queues, q.Name)
				}
			}
		}
		team.Agents[i] = a
	}
	return team
}

// train measures one pair by planning anew. The roster that stands stays possible: where
// nothing better is found the training is worth nothing.
func (w *world) train(ctx context.Context, t *Training) error {
	got, err := w.try(ctx, Trained(w.Input.Team, w.Input.Queues, t.Agent, t.Ability))
	if err != nil {
		return err
	}
	t.Tried = true
	per := weeks(w.Plan)
	if value := w.value(got); value > 0 {
		t.Value, t.Contacts = value/per, (got.inTime-w.base.inTime)/per
		t.Saved = w.base.pay.Sub(got.pay).Div(decimal.NewFromFloat(per)).Round(2)
	}
	a, _ := agent(w.Input.Team, t.Agent)
	rules := w.Input.Team.Contracts[a.Contract].Rules
	week := (rules.WeekHoursMin + rules.WeekHoursMax).Hours() / 2
	for _, off := range w.Input.Skills.Induction.Training {
		t.Hours += off * week
	}
	if t.RampUp = w.Input.Skills.Induction.Weeks(); t.RampUp == 0 {
		t.Hours = usualTraining
	}
	wage := a.Wage
	if wage.IsZero() {
		wage = w.Input.Team.Contracts[a.Contract].Pay.Wage
	}
	t.Cost = wage.Mul(decimal.NewFromFloat(t.Hours)).Round(2)
	t.Payback = payback(t.Value, t.Cost.InexactFloat64(), w.Input.Skills.Induction)
	return nil
}

// payback is the week in which what training brings has paid for it.
func payback(value, cost float64, i skills.Induction) int {
	for week := range farOff {
		if value <= 0 {
			break
		}
		pace, _ := i.At(week) // the hours of training are in the cost
		if cost -= value * pace; cost <= 0 {
			return week + 1
		}
	}
	return 0
}

// glance is how many contacts the standing roster would miss fewer if the agent took the new
// queues beside, or instead of, what the roster says: the better of both.
func (w *world) glance(t Training) float64 {
	team := Trained(w.Input.Team, w.Input.Queues, t.Agent, t.Ability)
	a, _ := agent(team, t.Agent)
	var fresh []string
	for _, q := range w.Input.Queues {
		if _, can := a.Can(q); can && q.Channel == t.Channel {
			fresh = append(fresh, q.Name)
		}
	}
	base, best := w.lost(w.Input.Team, w.Roster.Roster), 0.0
	for _, name := range fresh {
		beside := w.redone(t.Agent, func(d schedule.Duty) []string { return append(slices.Clone(d.Queues), name) })
		instead := w.redone(t.Agent, func(d schedule.Duty) []string {
			if w.spare(d) && w.short(name, d) {
				return append([]string{name}, d.Queues...)
			}
			return append(slices.Clone(d.Queues), name)
		})
		for _, r := range []schedule.Roster{beside, instead} {
			best = max(best, base-w.lost(team, r))
		}
	}
	return best + w.burden(t)*1e-6
}

// burden breaks ties between trainings that change nothing by the load of the channel.
func (w *world) burden(t Training) float64 {
	sum := 0.0
	for _, c := range w.Check.Coverage.Queues {
		for _, q := range w.Input.Queues {
			if q.Name == c.Queue && q.Channel == t.Channel {
				for i := range c.Missed {
					sum += c.Missed[i]
				}
			}
		}
	}
	return sum
}

// redone is the standing roster with other queues in the duties of one agent.
func (w *world) redone(id string, queues func(schedule.Duty) []string) schedule.Roster {
	r := w.Roster.Roster
	r.Shifts = slices.Clone(r.Shifts)
	for i, s := range r.Shifts {
		if s.Agent != id || s.OnCall != nil {
			continue
		}
		s.Duties = slices.Clone(s.Duties)
		for k, d := range s.Duties {
			d.Queues = queues(d)
			s.Duties[k] = d
		}
		r.Shifts[i] = s
	}
	return r
}

// spare says whether the first queue of a duty has more than it needs for most of it.
func (w *world) spare(d schedule.Duty) bool {
	return w.over(d.Queues[0], d, func(c schedule.QueueCoverage, i int) bool { return c.Supplied[i] > c.Required[i]+0.5 })
}

// short says whether the queue lacks people for most of the duty.
func (w *world) short(queue string, d schedule.Duty) bool {
	return w.over(queue, d, func(c schedule.QueueCoverage, i int) bool { return c.Supplied[i] < c.Required[i] })
}

func (w *world) over(queue string, d schedule.Duty, is func(schedule.QueueCoverage, int) bool) bool {
	k := slices.IndexFunc(w.Check.Coverage.Queues, func(c schedule.QueueCoverage) bool { return c.Queue == queue })
	if k < 0 {
		return false
	}
	c, grid := w.Check.Coverage.Queues[k], w.Check.Coverage.Grid
	yes, all := 0, 0
	for i := max(0, grid.Index(d.Start)); i < len(c.Required) && grid.At(i).Before(d.End); i++ {
		all++
		if is(c, i) {
			yes++
		}
	}
	return 2*yes > all
}

// lost is the contacts that a roster is expected to miss.
func (w *world) lost(team schedule.Team, r schedule.Roster) float64 {
	report := check.Run(check.Input{Calendar: w.Input.Calendar, Queues: w.Input.Queues, Team: team, Requirement: w.Requirement, Roster: r, Futures: w.futures[:min(len(w.futures), glances)]})
	sum := 0.0
	for _, c := range report.Coverage.Queues {
		for _, m := range c.Missed {
			sum += m
		}
	}
	return sum
}

// glances is how many futures a quick look takes.
const glances = 8
