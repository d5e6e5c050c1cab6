package roster

import (
	"slices"
	"time"

	"turno/schedule"
)

// onCall adds to the duties of an agent at work those of time on call, one for each list of
// queues that a kind of the contract names, and keeps either out of the shifts of the other.
// One on call supplies nothing but a head towards the least staff of queues that count it.
func (t *translator) onCall(a schedule.Agent, at time.Time, duties []Duty) []Duty {
	var work []int
	calls := map[*schedule.OnCall][]int{}
	var order []*schedule.OnCall
	for _, f := range t.forms[a.Contract] {
		call := t.in.Team.ShiftKinds[t.p.Forms[f].Kind].OnCall
		switch {
		case call == nil:
			work = append(work, f)
			continue
		case calls[call] == nil:
			order = append(order, call)
		}
		calls[call] = append(calls[call], f)
	}
	if len(order) == 0 {
		return duties
	}
	for d := range duties {
		duties[d].Forms = append([]int{}, work...)
	}
	for _, call := range order {
		d := Duty{Blend: -1, Live: -1, OnCall: call.Queues, Forms: calls[call]}
		able := false
		for _, q := range t.in.Queues {
			if l := t.headLine(q.Name); l >= 0 && call.StandsBy(a, q, at) {
				d.Adds = append(d.Adds, Add{l, 1})
			}
			able = able || a.Pace(q, at) > 0 && slices.Contains(call.Queues, q.Name)
		}
		if able {
			duties = append(duties, d)
		}
	}
	return duties
}

// standbyOf is the duty of time on call for the same queues, -1 where there is none.
func standbyOf(duties []Duty, call *schedule.OnCall, at int) int {
	if call == nil {
		return -1
	}
	return slices.IndexFunc(duties, func(d Duty) bool { return d.OnCall != nil && slices.Equal(d.OnCall, call.Queues) && d.allows(at, at+1) })
}

// unpaid is the share of the pay that is not paid.
func unpaid(call *schedule.OnCall) float64 {
	if call == nil {
		return 0
	}
	return min(max(1-call.Pay.InexactFloat64(), 0), 1)
}

// onCall says whether the form is time on call.
func (p *Problem) onCall(form int) bool { return form >= 0 && p.Forms[form].OnCall }
