package scenario

import (
	"fmt"
	"slices"

	"turno/schedule"
	"turno/skills"
)

// Hire adds agents who can and want what an existing one does.
type Hire struct {
	Like     string // an agent; empty is the first one of the contract
	Contract string // used where Like is empty
	N        int
}

// Kind implements Change.
func (Hire) Kind() Kind { return KindHire }

func (c Hire) apply(d *draft) error {
	k := slices.IndexFunc(d.Team.Agents, func(a schedule.Agent) bool {
		return a.ID == c.Like || c.Like == "" && a.Contract == c.Contract
	})
	if k < 0 && c.Like != "" {
		return fmt.Errorf("%q is not an agent of the team: expected one whom those hired are like", c.Like)
	} else if k < 0 {
		return fmt.Errorf("nobody has the contract %q: expected one of an agent, or an agent", c.Contract)
	}
	for range c.N {
		a := d.Team.Agents[k]
		a.ID = d.newcomer()
		a.Name = a.ID
		a.From, a.To = schedule.Agent{}.From, schedule.Agent{}.To
		d.Team.Agents = append(d.Team.Agents, a)
	}
	return nil
}

// newcomer is a name that nobody has.
func (d *draft) newcomer() string {
	for n := 1; ; n++ {
		id := fmt.Sprintf("new-%d", n)
		if !slices.ContainsFunc(d.Team.Agents, func(a schedule.Agent) bool { return a.ID == id }) {
			return id
		}
	}
}

// Leave takes agents out of the team.
type Leave struct {
	Agents   []string // empty is the last ones of the contract
	Contract string   // used where Agents is empty
	N        int      // likewise
}

// Kind implements Change.
func (Leave) Kind() Kind { return KindLeave }

func (c Leave) apply(d *draft) error {
	gone := slices.Clone(c.Agents)
	if _, err := d.agents(gone); err != nil {
		return err
	}
	for _, a := range slices.Backward(d.Team.Agents) {
		if len(c.Agents) == 0 && a.Contract == c.Contract && len(gone) < c.N {
			gone = append(gone, a.ID)
		}
	}
	if len(c.Agents) == 0 && len(gone) < c.N {
		return fmt.Errorf("%d agents of the contract %s leave, which has %d: expected fewer", c.N, c.Contract, len(gone))
	}
	left := func(agent string) bool { return slices.Contains(gone, agent) }
	t := &d.Team
	t.Agents = slices.DeleteFunc(slices.Clone(t.Agents), func(a schedule.Agent) bool { return left(a.ID) })
	t.Absences = slices.DeleteFunc(slices.Clone(t.Absences), func(a schedule.Absence) bool { return left(a.Agent) })
	t.Meetings = slices.DeleteFunc(slices.Clone(t.Meetings), func(m schedule.Meeting) bool { return left(m.Agent) })
	t.Requests = slices.DeleteFunc(slices.Clone(t.Requests), func(r schedule.Request) bool { return left(r.Agent) })
	t.Locks = slices.DeleteFunc(slices.Clone(t.Locks), func(s schedule.Shift) bool { return left(s.Agent) })
	t.Published = slices.DeleteFunc(slices.Clone(t.Published), func(s schedule.Shift) bool { return left(s.Agent) })
	d.Base.Shifts = slices.DeleteFunc(slices.Clone(d.Base.Shifts), func(s schedule.Shift) bool { return left(s.Agent) })
	return nil
}

// Absent keeps somebody away.
type Absent struct{ schedule.Absence }

// Kind implements Change.
func (Absent) Kind() Kind { return KindAbsence }

func (c Absent) apply(d *draft) error {
	if _, err := d.agents([]string{c.Agent}); err != nil {
		return err
	}
	d.Team.Absences = append(slices.Clone(d.Team.Absences), c.Absence)
	return nil
}

// Train lets agents serve a queue: they get an ability on its channel and know its
// language. Whoever has a better pace on the channel keeps it.
type Train struct {
	Agents []string
	Queue  string
	Pace   float64 // 1 is standard
	Slots  int     // chats at once; 0 is the queue's figure
}

// Kind implements Change.
func (Train) Kind() Kind { return KindTrain }

func (c Train) apply(d *draft) error {
	k := d.find(c.Queue)
	if k < 0 {
		return fmt.Errorf("%q is not a queue", c.Queue)
	}
	who, err := d.agents(c.Agents)
	if err != nil {
		return err
	}
	q := d.Queues[k]
	for _, i := range who {
		a := &d.Team.Agents[i]
		if _, can := a.Can(q); can {
			continue
		}
		*a = a.Learned(skills.Ability{Channel: q.Channel, Level: 1, Pace: c.Pace, Slots: c.Slots}, q.Name)
		if q.Language != "" && !slices.Contains(a.Languages, q.Language) {
			a.Languages = append(slices.Clone(a.Languages), q.Language)
		}
	}
	return nil
}

// SetPace changes how fast everybody works, as a multiple.
type SetPace struct{ Times float64 }

// Kind implements Change.
func (SetPace) Kind() Kind { return KindPace }

func (c SetPace) apply(d *draft) error {
	for i, a := range d.Team.Agents {
		a.Abilities = slices.Clone(a.Abilities)
		for k := range a.Abilities {
			a.Abilities[k].Pace *= c.Times
		}
		d.Team.Agents[i] = a
	}
	return nil
}
