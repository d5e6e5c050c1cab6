// Package ledger counts what finance asks of a plan: who was paid for which hours, under
// which premiums, and which queue the hours went to. It gives facts of the roster that hold
// at any shrinkage and any wage; money and full-time equivalents are computed from them.
package ledger

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
)

// Ledger is the facts of one plan.
type Ledger struct {
	Grid     calendar.Grid
	Queues   []string    // in the order of the input
	Net      [][]float64 // [queue][interval] agents required, at standard pace, after shrinkage
	Rostered [][]float64 // [queue][interval] agents on duty, at standard pace, before shrinkage; see share
	Sets     []cost.Set  // premiums that meet in the roster, in ascending order
	Rows     []Row       // by agent in the team's order, then week, then month
}

// Row is one agent's time in one week and month, to which a shift belongs by its start.
type Row struct {
	Agent  int             // index into the team
	Week   calendar.Date   // its Monday
	Month  calendar.Date   // its first day
	Paid   []time.Duration // by Ledger.Sets: paid time that these premiums touch and no others
	Duty   time.Duration   // on queues
	Aside  time.Duration   // paid but off the queues: paid breaks, meetings
	OnCall time.Duration   // paid for standing by
	Queues []float64       // by Ledger.Queues: hours at standard pace within the period, before shrinkage
}

// PaidTime is all paid time of the row.
func (r Row) PaidTime() time.Duration {
	var sum time.Duration
	for _, d := range r.Paid {
		sum += d
	}
	return sum
}

// Of counts the plan's roster. Planned is the shrinkage at which people who serve several
// queues are shared out among them; only there it matters.
func Of(p plan.Plan, planned schedule.Shrinkage) Ledger {
	in := p.Input
	l := Ledger{Grid: p.Roster.Roster.Grid}
	for _, q := range in.Queues {
		l.Queues = append(l.Queues, q.Name)
	}
	l.require(p.Check.Coverage)
	parts := cost.Parts(in.Team, p.Roster.Roster.Shifts, in.Calendar)
	for _, part := range parts {
		if !slices.Contains(l.Sets, part.Premiums) {
			l.Sets = append(l.Sets, part.Premiums)
		}
	}
	slices.Sort(l.Sets)
	b := newBuilder(&l, in, planned)
	for _, part := range parts {
		row := b.row(b.index[part.Agent], part.Start)
		row.Paid[slices.Index(l.Sets, part.Premiums)] += part.Paid
	}
	for _, s := range p.Roster.Roster.Shifts {
		if agent, known := b.index[s.Agent]; known && s.Start.Before(s.End) {
			b.shift(agent, s)
		}
	}
	for _, s := range in.Team.Published { // begun before the period, still there in it: paid in the last one
		if agent, known := b.index[s.Agent]; known && s.Start.Before(l.Grid.Start) && s.End.After(l.Grid.Start) {
			b.duties(agent, s)
		}
	}
	b.settle()
	return l
}

func (l *Ledger) require(cov schedule.Coverage) {
	l.Net, l.Rostered = make([][]float64, len(l.Queues)), make([][]float64, len(l.Queues))
	for k, name := range l.Queues {
		l.Net[k], l.Rostered[k] = make([]float64, l.Grid.N), make([]float64, l.Grid.N)
		for _, q := range cov.Queues {
			if q.Queue == name {
				copy(l.Net[k], q.Required)
			}
		}
	}
}
