package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"turno/forecast"
	"turno/plan"
	"turno/schedule"
)

// draft is an input with the changes of a scenario made or, where they need what is worked
// out on the way, noted. What it shares with the base is replaced, never written to.
type draft struct {
	plan.Input
	mode Mode

	demand  []func([]forecast.Volume) []forecast.Volume         // what becomes of the forecast, in order
	regroup []func(*draft, []forecast.Volume) []forecast.Volume // queues merged and split, after that
	renamed map[string][]string                                 // by a queue of the base, what serves its work now
	names   []string                                            // of the queues once they are regrouped
	groups  [][]string                                          // of queues, whose people serve no others; nil is as they are
	pooled  [][]string                                          // groups of queues whose pooling the scenario is about
}

// newDraft makes the scenario's changes.
func newDraft(in plan.Input, s Scenario) (*draft, error) {
	d := &draft{Input: in, mode: s.Mode, renamed: map[string][]string{}}
	d.Queues = slices.Clone(in.Queues)
	d.Streams, d.Doubt = maps.Clone(in.Streams), maps.Clone(in.Doubt)
	d.Team.Agents = slices.Clone(in.Team.Agents)
	d.Team.Contracts = maps.Clone(in.Team.Contracts)
	for _, q := range d.Queues {
		d.names = append(d.names, q.Name)
	}
	for _, c := range s.Changes {
		if err := c.apply(d); err != nil {
			return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
		}
	}
	return d, nil
}

// Check says whether the scenario can be made of the input. The error names what of it
// cannot.
func (s Scenario) Check(in plan.Input) error {
	_, err := newDraft(in, s)
	return err
}

// each gives the queues of the base of those names, all where none is named, to a change.
func (d *draft) each(names []string, change func(q *schedule.Queue)) error {
	for _, name := range names {
		if d.find(name) < 0 {
			return fmt.Errorf("%q is not a queue: expected one of %s", name, strings.Join(d.queueNames(), ", "))
		}
	}
	for i := range d.Queues {
		if len(names) == 0 || slices.Contains(names, d.Queues[i].Name) {
			change(&d.Queues[i])
		}
	}
	return nil
}

func (d *draft) find(queue string) int {
	return slices.IndexFunc(d.Queues, func(q schedule.Queue) bool { return q.Name == queue })
}

func (d *draft) queueNames() []string {
	var names []string
	for _, q := range d.Queues {
		names = append(names, q.Name)
	}
	return names
}

// agents finds the places of agents in the team.
func (d *draft) agents(ids []string) ([]int, error) {
	var out []int
	for _, id := range ids {
		k := slices.IndexFunc(d.Team.Agents, func(a schedule.Agent) bool { return a.ID == id })
		if k < 0 {
			return nil, fmt.Errorf("%q is not an agent of the team", id)
		}
		out = append(out, k)
	}
	return out, nil
}

// Amount is a new value of a figure: To where Set, else Times the old one.
type Amount struct {
	Times float64
	To    float64
	Set   bool
}

// Times is an amount that multiplies.
func Times(x float64) Amount { return Amount{Times: x} }

// To is an amount that replaces.
func To(x float64) Amount { return Amount{To: x, Set: true} }

func (a Amount) of(x float64) float64 {
	if a.Set {
		return a.To
	}
	return a.Times * x
}

// on is the measure with the amount in place of every mean, kept within [least, most].
func (a Amount) on(m forecast.Measure, least, most float64) forecast.Measure {
	out := forecast.Measure{CV: m.CV}
	for _, x := range m.Mean {
		out.Mean = append(out.Mean, min(max(a.of(x), least), most))
	}
	return out
}
