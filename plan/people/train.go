package people

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/plan"
	"turno/schedule"
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
	Noise    float64         // a week: how far off the value may be by the chance of the searches (19 in 20); less is no difference
	Hours    float64         // that the training takes
	Cost     decimal.Decimal // of these hours
	RampUp   int             // weeks until up to pace
	Payback  int             // weeks until the value has paid the cost, ramp-up counted; 0 is never, or the value not sure

	spread float64 // of the value between the searches: squares about their mean
}

// Sure says whether the value is more than the chance of the searches.
func (t Training) Sure() bool { return t.Value > t.Noise }

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
// most promising the standing roster is improved with the agent trained and simulated, over
// several searches, and compared with what the same searches make of the team as it is. The
// tried ones come first, by value.
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
	tried := all[:min(cmp.Or(opt.Most, 8), len(all))]
	if len(tried) == 0 {
		return all, nil
	}
	step := func(i int) { tell(opt.Progress, "training", i, len(tried)+1) }
	step(0)
	usual, err := w.refined(ctx, w.Input.Team)
	for i := range tried {
		if step(i + 1); err == nil {
			err = w.train(ctx, &tried[i], usual)
		}
	}
	if err != nil {
		return nil, err
	}
	step(len(tried) + 1)
	judge(tried, w.Input.Skills.Induction)
	return all, nil
}

// judge tells what of the values is chance and ranks the trainings. All of them together say
// how much the searches differ.
func judge(tried []Training, i skills.Induction) {
	squares := 0.0
	for _, t := range tried {
		squares += t.spread
	}
	noise := 2 * math.Sqrt(squares/float64(len(tried)*(repeats-1))/repeats)
	for k := range tried {
		t := &tried[k]
		if t.Noise = noise; t.Sure() {
			t.Payback = payback(t.Value, t.Cost.InexactFloat64(), i)
		}
	}
	slices.SortStableFunc(tried, func(a, b Training) int {
		return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(b.Rank, a.Rank), strings.Compare(a.Agent, b.Agent), strings.Compare(string(a.Channel), string(b.Channel)))
	})
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
	var fresh []string
	for _, q := range queues {
		if q.Channel == ability.Channel {
			fresh = append(fresh, q.Name)
		}
	}
	team.Agents = slices.Clone(team.Agents)
	for i, a := range team.Agents {
		if a.ID != id {
			continue
		}
		team.Agents[i] = a.Learned(ability, fresh...)
	}
	return team
}

// train measures one pair beside what the searches make of the team as it is: usual. The
// roster that stands stays possible: where nothing better is found the training is worth
// nothing.
func (w *world) train(ctx context.Context, t *Training, usual []outcome) error {
	got, err := w.refined(ctx, Trained(w.Input.Team, w.Input.Queues, t.Agent, t.Ability))
	if err != nil {
		return err
	}
	per := weeks(w.Plan)
	var values []float64
	contacts, saved := 0.0, decimal.Zero
	for i, o := range got {
		values = append(values, (w.value(o)-w.value(usual[i]))/per)
		contacts, saved = contacts+o.inTime-usual[i].inTime, saved.Add(usual[i].pay).Sub(o.pay)
	}
	t.Tried, t.spread = true, spread(values)*(repeats-1)
	if value := average(values); value > 0 {
		t.Value, t.Contacts = value, contacts/repeats/per
		t.Saved = saved.Div(decimal.NewFromFloat(repeats * per)).Round(2)
	}
	w.price(t)
	return nil
}

// price tells the hours that the training takes, what they cost and how long the ramp-up is.
func (w *world) price(t *Training) {
	a, _ := agent(w.Input.Team, t.Agent)
	week := w.Input.Team.Contracts[a.Contract].Rules.AgreedWeek().Hours()
	for _, off := range w.Input.Skills.Induction.Training {
		t.Hours += off * week
	}
	if t.RampUp = w.Input.Skills.Induction.Weeks(); t.RampUp == 0 {
		t.Hours = usualTraining
	}
	t.Cost = w.Input.Team.PayOf(a).Wage.Mul(decimal.NewFromFloat(t.Hours)).Round(2)
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
