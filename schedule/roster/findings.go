package roster

import (
	"context"
	"slices"
	"time"

	"turno/schedule"
)

// matters is the number of contacts lost beyond what the target allows, over a stretch,
// that are worth telling.
const matters = 1.0

// findings tells what the roster does not do.
func (t *translator) findings(b *board, none []bool, ctx context.Context) []schedule.Finding {
	var out []schedule.Finding
	for a := range none {
		if none[a] && !t.in.closed(t.p.Agents[a].ID) { // who is not planned is not the search's to judge
			out = append(out, t.contradiction(ctx, a))
		}
	}
	for _, q := range t.in.Queues {
		out = append(out, t.nobody(q)...)
	}
	for l := range t.p.Lines {
		if t.p.Lines[l].Heads {
			out = append(out, t.minStaff(b, l)...)
		}
	}
	for l := range t.p.Lines {
		if !t.p.Lines[l].Heads {
			out = append(out, t.uncoveredLive(b, l)...)
		}
	}
	for q := range t.p.Flow.Queues {
		out = append(out, t.uncoveredDeferrable(b, q)...)
	}
	return append(out, t.refused(b)...)
}

// nobody is the finding for a queue with work that nobody in the team can do.
func (t *translator) nobody(q schedule.Queue) []schedule.Finding {
	contacts := 0.0
	if r, ok := t.in.Requirement.LiveQueue(q.Name); ok {
		for _, c := range r.Curves {
			contacts += finite(c.Contacts)
		}
	}
	if r, ok := t.in.Requirement.DeferrableQueue(q.Name); ok {
		for _, w := range r.Work {
			contacts += finite(w.Contacts)
		}
	}
	for _, a := range t.in.Team.Agents {
		if _, ok := a.Can(q); ok {
			return nil
		}
	}
	if contacts <= 0 {
		return nil
	}
	return []schedule.Finding{{
		Code: schedule.CodeNobody, Severity: schedule.Missed, Queue: q.Name,
		From: t.grid.Start, To: t.grid.End(), Value: contacts,
	}}
}

// stretches merges the intervals that are bad, those less than an hour apart as one.
func (t *translator) stretches(bad func(i int) bool) []span {
	var out []span
	for i := range t.p.N {
		if !bad(i) {
			continue
		}
		if n := len(out); n > 0 && t.grid.Step*time.Duration(i-out[n-1].to) < time.Hour {
			out[n-1].to = i + 1
			continue
		}
		out = append(out, span{i, i + 1})
	}
	return out
}

func (t *translator) minStaff(b *board, l int) []schedule.Finding {
	var out []schedule.Finding
	line := &t.p.Lines[l]
	var open []float64
	var wanted float64
	if r, ok := t.in.Requirement.LiveQueue(line.Queue); ok {
		open, wanted = r.Open, r.Minimum
	} else if r, ok := t.in.Requirement.DeferrableQueue(line.Queue); ok {
		open, wanted = r.Open, r.Minimum
	}
	bad := func(i int) bool { return b.supply[l][i] < wanted*value(open, i)-1e-6 }
	for _, s := range t.stretches(bad) {
		least := wanted
		for i := s.from; i < s.to; i++ {
			if bad(i) {
				least = min(least, b.supply[l][i])
			}
		}
		out = append(out, schedule.Finding{
			Code: schedule.CodeMinStaff, Severity: schedule.Missed, Queue: line.Queue,
			From: t.grid.At(s.from), To: t.grid.At(s.to), Value: least, Limit: wanted,
		})
	}
	return out
}

func (t *translator) uncoveredLive(b *board, l int) []schedule.Finding {
	line := &t.p.Lines[l]
	r, _ := t.in.Requirement.LiveQueue(line.Queue)
	lost := func(i int) float64 { return at(line.Cover[0].Table[i], b.supply[l][i]) }
	return t.uncovered(line.Queue, lost, func(i int) (missed, offered float64) {
		return at(line.Cover[0].Table[i], b.supply[l][i]) + at(line.Cover[1].Table[i], b.supply[l][i]), finite(r.Curves[i].Contacts)
	})
}

func (t *translator) uncoveredDeferrable(b *board, q int) []schedule.Finding {
	r, _ := t.in.Requirement.DeferrableQueue(t.p.Flow.Queues[q].Queue)
	due := make([]float64, t.p.N+1)
	for _, w := range r.Work {
		if w.Arrive < t.p.N {
			due[min(max(w.Due, w.Arrive, 0), t.p.N)] += finite(w.Contacts)
		}
	}
	lost := func(i int) float64 { return b.pass.lateByDue[q][i] }
	return t.uncovered(t.p.Flow.Queues[q].Queue, lost, func(i int) (missed, offered float64) {
		return b.pass.lateByDue[q][i], due[i]
	})
}

// uncovered makes findings of the stretches that lose contacts.
func (t *translator) uncovered(queue string, lost func(int) float64, count func(int) (missed, offered float64)) []schedule.Finding {
	var out []schedule.Finding
	for _, s := range t.stretches(func(i int) bool { return lost(i) > 1e-6 }) {
		f := schedule.Finding{
			Code: schedule.CodeUncovered, Severity: schedule.Missed, Queue: queue,
			From: t.grid.At(s.from), To: t.grid.At(s.to),
		}
		sum := 0.0
		for i := s.from; i < s.to; i++ {
			missed, offered := count(i)
			f.Value, f.Limit, sum = f.Value+missed, f.Limit+offered, sum+lost(i)
		}
		if sum >= matters {
			out = append(out, f)
		}
	}
	return out
}

// refused lists the requests for once that are not granted.
func (t *translator) refused(b *board) []schedule.Finding {
	var out []schedule.Finding
	for _, r := range t.in.Team.Requests {
		for a := range t.p.Agents {
			if t.p.Agents[a].ID != r.Agent || r.Standing() || !r.From.Before(t.grid.End()) || !r.To.After(t.grid.Start) || !r.From.Before(r.To) {
				continue
			}
			w := t.wish(r)
			if touched := t.decided(t.in.Team, r.Agent, w) || touches(b.plans[a], w); touched == w.Off {
				out = append(out, schedule.Finding{
					Code: schedule.CodeRequest, Severity: schedule.Missed, Agent: r.Agent,
					From: r.From, To: r.To, Value: r.Weight, Names: []string{string(r.Kind)},
				})
			}
		}
	}
	return out
}

// touches says whether some shift is one that the wish is about.
func touches(pl Plan, w Wish) bool {
	return slices.ContainsFunc(pl, func(s Placed) bool { return w.price(s.At, s.End, s.Kind) != 0 })
}
