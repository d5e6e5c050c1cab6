package document

import (
	"io"
	"math"
	"time"

	"turno/plan/people"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/schedule/staffing"
)

// Requirement writes, per queue, the agents wanted in every interval.
func Requirement(w io.Writer, r schedule.Requirement, naive []staffing.NaiveAgents, weeks []people.Week) error {
	type queue struct {
		Queue    string   `json:"queue"`
		Work     string   `json:"work"` // live or deferrable
		Agents   []number `json:"agents"`
		Contacts []number `json:"contacts"`
		Erlangs  []number `json:"erlangs"`
		Naive    []number `json:"naive,omitempty"` // agents that a spreadsheet asks for
	}
	beside := func(name string) []number {
		for _, n := range naive {
			if n.Queue == name {
				return numbers(n.Agents)
			}
		}
		return nil
	}
	doc := struct {
		Head
		Start   string          `json:"start"`
		Seconds float64         `json:"interval_seconds"`
		Queues  []queue         `json:"queues"`
		Weeks   []inductionWeek `json:"induction"`
	}{Head: head("requirement"), Start: r.Grid.Start.Format(time.RFC3339), Seconds: r.Grid.Step.Seconds(), Queues: []queue{}, Weeks: inducted(weeks)}
	for _, l := range r.Live {
		q := queue{Queue: l.Queue, Work: "live", Naive: beside(l.Queue)}
		for i, c := range l.Curves {
			q.Agents = append(q.Agents, number(math.Max(float64(c.Mark), l.Minimum*l.Open[i])))
			q.Contacts = append(q.Contacts, number(c.Contacts))
			q.Erlangs = append(q.Erlangs, number(c.Load))
		}
		doc.Queues = append(doc.Queues, q)
	}
	for _, d := range r.Deferrable {
		contacts, hours := make([]float64, r.Grid.N), make([]float64, r.Grid.N)
		for _, work := range d.Work {
			if work.Arrive >= 0 && work.Arrive < r.Grid.N {
				contacts[work.Arrive] += work.Contacts
				hours[work.Arrive] += work.Hours / r.Grid.Hours()
			}
		}
		doc.Queues = append(doc.Queues, queue{d.Queue, "deferrable", numbers(d.Level), numbers(contacts), numbers(hours), beside(d.Queue)})
	}
	return write(w, doc)
}

type interval struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

func between(from, to time.Time) interval {
	return interval{from.Format(time.RFC3339), to.Format(time.RFC3339)}
}

// Roster writes every shift with its breaks and duties, and what was explained (see
// Explanations), where anything was.
func Roster(w io.Writer, r schedule.Roster, explanations any) error {
	type pause struct {
		interval
		Paid    bool   `json:"paid"`
		Meeting string `json:"meeting,omitempty"`
	}
	type duty struct {
		interval
		Queues []string `json:"queues"`
	}
	type shift struct {
		Agent string `json:"agent"`
		interval
		Kind   string   `json:"kind"`
		Paid   number   `json:"paid_hours"`
		Breaks []pause  `json:"breaks"`
		Duties []duty   `json:"duties"`
		OnCall []string `json:"on_call,omitempty"`
		Locked bool     `json:"locked"`
	}
	doc := struct {
		Head
		Shifts       []shift `json:"shifts"`
		Explanations any     `json:"explanations,omitempty"`
	}{head("roster"), []shift{}, explanations}
	for _, s := range r.Shifts {
		out := shift{s.Agent, between(s.Start, s.End), s.Kind, number(s.PaidHours().Hours()), []pause{}, []duty{}, nil, s.Locked}
		if s.OnCall != nil {
			out.OnCall = s.OnCall.Queues
		}
		for _, b := range s.Breaks {
			out.Breaks = append(out.Breaks, pause{between(b.Start, b.End), b.Paid, b.Meeting})
		}
		for _, d := range s.Duties {
			out.Duties = append(out.Duties, duty{between(d.Start, d.End), d.Queues})
		}
		doc.Shifts = append(doc.Shifts, out)
	}
	return write(w, doc)
}

// Service writes what the simulation reached.
func Service(w io.Writer, r simulate.Result, queues []schedule.Queue) error {
	type reached struct {
		target
		Reached estimate `json:"reached"`
	}
	type ofKind struct {
		Kind     string    `json:"kind"`
		Priority int       `json:"priority"`
		Targets  []reached `json:"targets"`
	}
	type queue struct {
		Queue       string    `json:"queue"`
		Offered     estimate  `json:"offered"`
		Flushed     estimate  `json:"flushed"`
		Answered    estimate  `json:"answered"`
		Abandoned   estimate  `json:"abandoned"`
		Waiting     estimate  `json:"waiting_at_end"`
		Outside     estimate  `json:"outside_hours"`
		Redialled   estimate  `json:"redialled"`
		Closed      estimate  `json:"closed"`
		Posted      estimate  `json:"closing_posts"`
		Targets     []reached `json:"targets"`
		Kinds       []ofKind  `json:"kinds,omitempty"`
		Promise     *reached  `json:"promise,omitempty"`
		WaitMean    estimate  `json:"wait_mean_seconds"`
		WaitMedian  estimate  `json:"wait_median_seconds"`
		WaitP90     estimate  `json:"wait_p90_seconds"`
		Occupancy   estimate  `json:"occupancy"`
		ClosingRate estimate  `json:"closed_per_agent_hour"`
		Within      []number  `json:"within_first_target"`
		Low         []number  `json:"within_low"`
		High        []number  `json:"within_high"`
		Arrivals    []number  `json:"arrivals"`
		Left        []number  `json:"left"`
		Waits       []number  `json:"wait_seconds"`
		Busy        []number  `json:"busy"`
		Closing     []number  `json:"closings_per_agent_hour"`
		Backlog     []number  `json:"backlog"`
	}
	doc := struct {
		Head
		Replications int     `json:"replications"`
		Queues       []queue `json:"queues"`
	}{head("service"), r.Replications, []queue{}}
	for i, s := range r.Queues {
		q := queue{
			s.Queue, estimated(s.Offered), estimated(s.Flushed), estimated(s.Answered), estimated(s.Abandoned), estimated(s.Waiting), estimated(s.Outside), estimated(s.Redialled),
			estimated(s.Closed), estimated(s.Posted),
			[]reached{}, nil, nil, estimated(s.WaitMean), estimated(s.WaitMedian), estimated(s.WaitP90), estimated(s.Occupancy), estimated(s.ClosingRate),
			numbers(s.Within), nil, nil, numbers(s.Arrivals), numbers(s.Left), numbers(s.Waits), numbers(s.Busy), numbers(s.Closing), numbers(s.Backlog),
		}
		if len(s.Reached) > 0 {
			for _, e := range s.Reached[0] {
				q.Low, q.High = append(q.Low, number(e.Low)), append(q.High, number(e.High))
			}
		}
		for k, e := range s.Targets {
			q.Targets = append(q.Targets, reached{targeted(queues[i].Targets[k]), estimated(e)})
		}
		for _, k := range s.Kinds {
			aim := queues[i].Aim(k.Kind)
			kind := ofKind{Kind: k.Kind, Priority: aim.Priority}
			for n, e := range k.Targets {
				kind.Targets = append(kind.Targets, reached{targeted(aim.Targets[n]), estimated(e)})
			}
			q.Kinds = append(q.Kinds, kind)
		}
		if s.Promise != nil && queues[i].Promise != nil {
			q.Promise = &reached{targeted(*queues[i].Promise), estimated(*s.Promise)}
		}
		doc.Queues = append(doc.Queues, q)
	}
	return write(w, doc)
}
