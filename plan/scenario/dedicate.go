package scenario

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"turno/schedule"
)

// Dedicate gives each group of queues people of its own, who serve no other: social and
// live care apart, or each handle for itself. Queues that no group names are one more
// group. Who goes where: see assign.
type Dedicate struct{ Groups [][]string }

// Kind implements Change.
func (Dedicate) Kind() Kind { return KindDedicate }

func (c Dedicate) apply(d *draft) error {
	seen := map[string]bool{}
	for _, g := range c.Groups {
		for _, name := range g {
			if _, err := d.queue(name); err != nil {
				return err
			}
			if seen[name] {
				return fmt.Errorf("%s stands in two groups: expected it in one", name)
			}
			seen[name] = true
		}
	}
	d.groups = slices.Clone(c.Groups)
	var rest []string
	for _, name := range d.queueNames() {
		if !seen[name] {
			rest = append(rest, name)
		}
	}
	if len(rest) > 0 {
		d.groups = append(d.groups, rest)
	}
	if len(d.groups) < 2 {
		return fmt.Errorf("all queues are in one group: expected two or more, such as live ones and the others")
	}
	return nil
}

// Blend lets everybody serve all that they can, whatever queues agents.csv keeps them to.
type Blend struct{}

// Kind implements Change.
func (Blend) Kind() Kind { return KindBlend }

func (Blend) apply(d *draft) error {
	for i := range d.Team.Agents {
		d.Team.Agents[i].Queues = nil
	}
	d.groups = nil
	return nil
}

// assign shares the people out over the groups, so that each group's part of the hours that
// they can work comes near its part of the agent-hours required. Whoever can serve the
// fewest groups goes first; each goes to the group, of those that he can serve, that then
// lacks most for its size. Whoever can serve none of them stays as he is.
func (d *draft) assign(r schedule.Requirement) {
	need, have := make([]float64, len(d.groups)), make([]float64, len(d.groups))
	for g, names := range d.groups {
		need[g] = math.Max(hoursOf(r, names, d.Team.Shrinkage.Share()), 1e-9)
	}
	type person struct{ at, can int }
	people := make([]person, len(d.Team.Agents))
	for i, a := range d.Team.Agents {
		people[i] = person{at: i}
		for g := range d.groups {
			if d.serves(a, g) {
				people[i].can++
			}
		}
	}
	slices.SortStableFunc(people, func(a, b person) int { return cmp.Compare(a.can, b.can) })
	for _, p := range people {
		a := d.Team.Agents[p.at]
		best := -1
		for g := range d.groups {
			if d.serves(a, g) && (best < 0 || have[g]/need[g] < have[best]/need[best]) {
				best = g
			}
		}
		if best < 0 {
			continue
		}
		have[best] += math.Max(d.Team.Contracts[a.Contract].Rules.WeekHoursMax.Hours(), 1)
		var only []string
		for _, name := range d.groups[best] {
			if len(a.Queues) == 0 || slices.Contains(a.Queues, name) {
				only = append(only, name)
			}
		}
		d.Team.Agents[p.at].Queues = only
	}
}

// serves says whether the agent can serve a queue of the group.
func (d *draft) serves(a schedule.Agent, group int) bool {
	return slices.ContainsFunc(d.groups[group], func(name string) bool {
		_, can := a.Can(d.Queues[d.find(name)])
		return can
	})
}
