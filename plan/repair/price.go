package repair

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
)

// state is what a roster is worth, as the check has it.
type state struct {
	missed  []float64 // contacts, by queue in the order of Case.Queues
	perStep [][]float64
	short   float64 // agent-hours below the minimum staffing
	granted int
	refused float64                 // weight of requests
	unkept  map[missedLimit]float64 // days, hours or weekends beyond limits that are only wanted
	unmet   float64                 // the same by their weights
	paid    float64                 // hours
	pay     decimal.Decimal
	wage    float64 // mean base pay of an hour, 1 where nothing is known
	broken  int
}

// judge sums up a report of the roster.
func (w *world) judge(team schedule.Team, r schedule.Roster, rep check.Report) state {
	s := state{broken: rep.Broken(), granted: rep.Granted, wage: 1}
	for _, q := range w.Queues {
		k := slices.IndexFunc(rep.Coverage.Queues, func(c schedule.QueueCoverage) bool { return c.Queue == q.Name })
		sum, missed := 0.0, []float64(nil)
		if k >= 0 {
			missed = rep.Coverage.Queues[k].Missed
		}
		for _, m := range missed {
			sum += m
		}
		s.missed, s.perStep = append(s.missed, sum), append(s.perStep, missed)
		heads := w.present(q.Name, r)
		for i, want := range w.minimum(q.Name) {
			s.short += max(0, want-heads[i]) * w.grid.Hours()
		}
	}
	s.unkept = map[missedLimit]float64{}
	for _, f := range rep.Findings {
		switch {
		case f.Code == schedule.CodeRequest:
			s.refused += f.Value
		case slices.Equal(f.Names, []string{schedule.OnlyWanted}):
			beyond := math.Abs(f.Value - f.Limit)
			s.unkept[missedLimit{f.Agent, f.Code}] += beyond
			s.unmet += beyond * weightOf(team, f)
		}
	}
	for _, a := range rep.Agents {
		s.paid += a.Paid
	}
	bill := cost.Of(team, r.Shifts, w.cal, w.Currency)
	s.pay = bill.Total.Total
	if hours := bill.Total.PaidHours.InexactFloat64(); hours > 0 && !bill.Total.Base.IsZero() {
		s.wage = bill.Total.Base.InexactFloat64() / hours
	}
	return s
}

// missedLimit is a wanted limit of an agent's.
type missedLimit struct {
	agent string
	code  schedule.Code
}

// weightOf is the weight of the wanted limit that the finding is about.
func weightOf(team schedule.Team, f schedule.Finding) float64 {
	k := slices.IndexFunc(team.Agents, func(a schedule.Agent) bool { return a.ID == f.Agent })
	if k < 0 {
		return 0
	}
	for _, x := range team.Contracts[team.Agents[k].Contract].Rules.Wanted {
		if x.Code() == f.Code {
			return x.Weight
		}
	}
	return 0
}

// Rates of exchange against an hour's pay, those of the optimiser's objective: what is
// graver decides.
const (
	perHead    = 1000 // agent-hour of minimum staffing
	perContact = 10
	perRequest = 8 // weight
)

// loss is the state as one number, in hours of pay.
func (s state) loss() float64 {
	sum := perHead*s.short + perRequest*(s.refused+s.unmet) + s.pay.InexactFloat64()/s.wage
	for _, m := range s.missed {
		sum += perContact * m
	}
	return sum
}

// price re-solves a change with its agents free and measures what it brings to the
// trouble. ok is false where it breaks a rule or brings nothing.
func (w *world) price(ctx context.Context, t *Trouble, c Change) (r Repair, ok bool, err error) {
	r = Repair{Change: c, Team: c.Apply(w.team, w.Queues, w.cal), Against: w.Roster}
	if r.Roster, err = w.solve(ctx, r.Team, w.freed(t, c)); err != nil {
		return r, false, err
	}
	after := w.judge(r.Team, r.Roster, w.check(r.Team, r.Roster))
	if after.broken > w.broken {
		return r, false, nil
	}
	w.measure(&r, t, w.state, after)
	return r, true, nil
}

// measure sets what the repair changes between two states.
func (w *world) measure(r *Repair, t *Trouble, before, after state) {
	r.Gain, r.Worse = Gain{Heads: before.short - after.short, Granted: after.granted - before.granted}, nil
	limit := missedLimit{t.Finding.Agent, t.Finding.Code}
	r.Gain.Kept = before.unkept[limit] - after.unkept[limit]
	for q, queue := range w.Queues {
		d := before.missed[q] - after.missed[q]
		r.Gain.Contacts += d
		if d <= -matters && queue.Name != t.Finding.Queue {
			r.Worse = append(r.Worse, Worse{queue.Name, -d})
		}
		if queue.Name == t.Finding.Queue {
			for i := range w.touched(t.Finding.From, t.Finding.To) {
				r.Gain.Here += at(before.perStep[q], i) - at(after.perStep[q], i)
			}
		}
	}
	r.Cost, r.Hours = after.pay.Sub(before.pay), after.paid-before.paid
	r.Moved = w.moved(r.Roster)
}

// matters is the least number of contacts worth telling.
const matters = 1.0

// moved lists the agents whose shifts are not those of the case's roster.
func (w *world) moved(r schedule.Roster) []string {
	now := map[string][]schedule.Shift{}
	for _, s := range r.Shifts {
		now[s.Agent] = append(now[s.Agent], s)
	}
	var out []string
	for id, shifts := range now {
		if !slices.EqualFunc(shifts, w.base[id], sameShift) {
			out = append(out, id)
		}
	}
	for id := range w.base {
		if now[id] == nil {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, strings.Compare)
	return out
}

func sameShift(a, b schedule.Shift) bool { return a.Start.Equal(b.Start) && a.End.Equal(b.End) }

// against measures the repair against the better of the roster as it is and a re-solve of
// the same people without the change, so that no change is praised for what planning them
// anew brings.
func (w *world) against(ctx context.Context, t *Trouble, r *Repair) error {
	free := w.freed(t, r.Change)
	for id := range free {
		if _, known := w.agent(id); !known {
			return nil // somebody new: there is nobody to plan anew
		}
	}
	key := fmt.Sprint(free) // maps are printed in order
	same, known := w.control[key]
	if !known {
		ro, err := w.solve(ctx, w.team, free)
		if err != nil {
			return err
		}
		same = control{ro, w.judge(w.team, ro, w.check(w.team, ro))}
		w.control[key] = same
		t.Priced++
	}
	if same.state.broken <= w.broken && same.state.loss() < w.state.loss()-1e-6 {
		after := w.judge(r.Team, r.Roster, w.check(r.Team, r.Roster))
		w.measure(r, t, same.state, after)
		r.Against = same.roster
	}
	return nil
}
